import { useStorageCheck } from '../../api/storageCheck.ts';
import type { StorageSide } from '../../api/storages.ts';
import type { StateWords } from './jobWords.ts';

export const FOLDER_TROUBLE: StateWords = { words: 'Folder cannot be used', color: 'red' };

/** What is wrong with the folder of a stored storage, when it is gone or closed, before anybody runs into it. */
export const useFolderProblem = (
  side: StorageSide,
  { id, project, path }: { id: number; project: number; path: string },
): string | undefined => useStorageCheck({ side, id, project, fields: { path } }).data?.path;
