import { isOver } from '../../api/events.ts';
import { useStartSync } from '../../api/storageChanges.ts';
import { type ImportStorage, useStorageJobs } from '../../api/storages.ts';
import { confirmDeletion } from '../../ui/confirmDeletion.tsx';
import { storageTitle } from '../../ui/storageTitle.ts';
import { useDeletion } from '../storageParts/useDeletion.ts';

/** A source folder with its runs, and what can be done with it. */
export function useSource(storage: ImportStorage, onDeleted?: () => void) {
  const { data: jobs = [] } = useStorageJobs(storage.id);
  const sync = useStartSync('import');
  const running = jobs.find((job) => !isOver(job));
  const title = storageTitle(storage);
  const deleteIt = useDeletion({ side: 'import', storage, title });
  const remove = () =>
    confirmDeletion({
      title: `Delete “${title}”?`,
      goes: [
        'The source folder in this project, its filter and its list of bad files',
        'Files of its tasks are no longer shown, unless another source folder holds them',
      ],
      stays: ['Every file on the disk', 'Its tasks and their annotations'],
      confirm: 'Delete the source folder',
      onConfirm: () => {
        void deleteIt();
        onDeleted?.();
      },
    });
  return {
    title,
    jobs,
    running,
    last: jobs.find(isOver),
    remove,
    sync: { start: () => sync.mutate({ storage: storage.id }), isStarting: sync.isPending, error: sync.error },
  };
}

export type Source = ReturnType<typeof useSource>;
