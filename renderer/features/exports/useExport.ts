import { isOver } from '../../api/events.ts';
import { useDeleteStorage, useStartSync } from '../../api/storageChanges.ts';
import { type ExportStorage, useStorageJobs } from '../../api/storages.ts';
import { confirmDeletion } from '../../ui/confirmDeletion.tsx';
import { tellProblem, tellWithUndo } from '../../ui/notices.tsx';
import { storageTitle } from '../storageParts/storageTitle.ts';

/** An export folder with its runs, and what can be done with it. */
export function useExport(storage: ExportStorage) {
  const { data: jobs = [] } = useStorageJobs(storage.id);
  const { deletion, restore } = useDeleteStorage('export', storage.project);
  const write = useStartSync('export');
  const title = storageTitle(storage);
  const remove = () =>
    confirmDeletion({
      title: `Delete “${title}”?`,
      goes: ['The export folder in this project: annotations saved from now on are no longer written to it'],
      stays: ['Every file in the folder', 'All annotations in Larder'],
      confirm: 'Delete the export folder',
      onConfirm: () =>
        deletion.mutate(storage.id, {
          onSuccess: () => tellWithUndo(`“${title}” is deleted.`, () => restore(storage.id)),
          onError: (error) => tellProblem(`Could not delete “${title}”`, error),
        }),
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
