import { FOLDER_MISSING } from '../../../main/contract/storages.ts';
import { useStorageCheck } from '../../api/storageCheck.ts';
import type { StorageSide } from '../../api/storages.ts';
import { Problem } from '../../ui/Problem.tsx';
import { CreateFolder } from './CreateFolder.tsx';

interface FolderTroubleProps {
  side: StorageSide;
  storage: { id: number; project: number; path: string };
  onCreated?: () => void;
}

/** Says when the folder of a stored storage is gone or closed, before anybody runs into it. */
export function FolderTrouble({ side, storage: { id, project, path }, onCreated }: FolderTroubleProps) {
  const problem = useStorageCheck({ side, id, project, fields: { path } }).data?.path;
  if (!problem) return null;
  return (
    <Problem title="The folder cannot be used" error={problem}>
      {side === 'export' && problem.includes(FOLDER_MISSING) && (
        <CreateFolder path={path} {...(onCreated ? { onCreated } : {})} />
      )}
    </Problem>
  );
}
