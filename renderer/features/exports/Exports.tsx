import { Navigate, Route, Routes, useParams } from 'react-router';
import { useExportStorages } from '../../api/storages.ts';
import { useProjectId } from '../../app/useProjectId.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { StoragePlace } from '../storageForm/StoragePlace.tsx';
import { ExportList } from './ExportList.tsx';

function EditExport({ project, at }: { project: number; at: string }) {
  const id = Number(useParams().storage);
  return (
    <Loaded query={useExportStorages(project)} what="the export folder">
      {(storages) => {
        const stored = storages.find((each) => each.id === id);
        return stored ? (
          <StoragePlace side="export" project={project} stored={stored} at={at} />
        ) : (
          <Navigate to={at} replace />
        );
      }}
    </Loaded>
  );
}

/** The tab of export folders. */
export default function Exports() {
  const project = useProjectId();
  const at = `/projects/${project}/exports`;
  return (
    <Routes>
      <Route index element={<ExportList project={project} at={at} />} />
      <Route path="new" element={<StoragePlace side="export" project={project} stored={null} at={at} />} />
      <Route path=":storage/edit" element={<EditExport project={project} at={at} />} />
    </Routes>
  );
}
