import { Navigate, Route, Routes, useParams } from 'react-router';
import { type ImportStorage, useImportStorages } from '../../api/storages.ts';
import { useProjectId } from '../../app/useProjectId.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { StoragePlace } from '../storageForm/StoragePlace.tsx';
import { SourceDetails } from './SourceDetails.tsx';
import { SourceList } from './SourceList.tsx';

interface OneSourceProps {
  project: number;
  at: string;
  children: (storage: ImportStorage) => React.ReactNode;
}

/** The source folder that the address names; one that is gone leads back to the others. */
function OneSource({ project, at, children }: OneSourceProps) {
  const id = Number(useParams().storage);
  return (
    <Loaded query={useImportStorages(project)} what="the source folder">
      {(storages) => {
        const storage = storages.find((each) => each.id === id);
        return storage ? children(storage) : <Navigate to={at} replace />;
      }}
    </Loaded>
  );
}

/** The tab of source folders. */
export default function Sources() {
  const project = useProjectId();
  const at = `/projects/${project}/sources`;
  const form = (storage: ImportStorage | null) => (
    <StoragePlace side="import" project={project} stored={storage} at={at} />
  );
  return (
    <Routes>
      <Route index element={<SourceList project={project} at={at} />} />
      <Route path="new" element={form(null)} />
      <Route
        path=":storage"
        element={
          <OneSource project={project} at={at}>
            {(storage) => <SourceDetails storage={storage} at={at} />}
          </OneSource>
        }
      />
      <Route
        path=":storage/edit"
        element={
          <OneSource project={project} at={at}>
            {form}
          </OneSource>
        }
      />
    </Routes>
  );
}
