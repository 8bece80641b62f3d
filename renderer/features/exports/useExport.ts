import { isOver } from '../../api/events.ts';
import { useStartSync } from '../../api/storageChanges.ts';
import { type ExportStorage, useStorageJobs } from '../../api/storages.ts';
import { confirmDeletion } from '../../ui/confirmDeletion.tsx';
import { storageTitle } from '../../ui/storageTitle.ts';
import { useDeletion } from '../storageParts/useDeletion.ts';

/** An export folder with its runs, and what can be done with it. */
export function useExport(storage: ExportStorage) {
  const { data: jobs = [] } = useStorageJobs(storage.id);
  const write = useStartSync('export');
  const title = storageTitle(storage);
  const deleteIt = useDeletion({ side: 'export', storage, title });
  const remove = () =>
    confirmDeletion({
      title: `Delete “${title}”?`,
      goes: ['The export folder in this project: annotations saved from now on are no longer written to it'],
      stays: ['Every file in the folder', 'All annotations in Larder'],
      confirm: 'Delete the export folder',
      onConfirm: () => void deleteIt(),
    });
  return {
    title,
    jobs,
    running: jobs.find((job) => !isOver(job)),
    last: jobs.find(isOver),
    remove,
    write: {
      start: (onlyNew: boolean) => write.mutate({ storage: storage.id, onlyNew }),
      isStarting: write.isPending,
      error: write.error,
    },
  };
}
