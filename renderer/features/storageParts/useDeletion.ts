import { useDeleteStorage } from '../../api/storageChanges.ts';
import type { StorageSide } from '../../api/storages.ts';
import { tellProblem, tellWithUndo } from '../../ui/notices.tsx';

interface Deleted {
  side: StorageSide;
  storage: { id: number; project: number };
  title: string;
}

/** Deletes a storage and offers to take it back. Its card is gone by then, so nothing here hangs on it. */
export function useDeletion({ side, storage: { id, project }, title }: Deleted): () => Promise<void> {
  const { deletion, restore } = useDeleteStorage(side, project);
  return async () => {
    try {
      await deletion.mutateAsync(id);
      tellWithUndo(`“${title}” is deleted.`, () => restore(id));
    } catch (error) {
      tellProblem(`Could not delete “${title}”`, error as Error);
    }
  };
}
