import type { Repositories } from '../../database/index.ts';
import type { AnnotationRow, LocalFilesExportStorage } from '../../database/rows.ts';
import { dataKeyOf } from '../../domain/labelConfig.ts';
import { joinPath } from '../../domain/paths.ts';
import { type FileToWrite, removeFile } from '../../files/exportFolder.ts';
import { exportFileName, exportFileText, isExportOf } from '../answers/exportFile.ts';

export const exportPath = (storage: LocalFilesExportStorage, annotation: number): string =>
  joinPath(storage.path, exportFileName(annotation));

/** Whether a storage still has the folder and the project that it had when something was written for it. */
export const isStillAt = (stored: LocalFilesExportStorage | undefined, before: LocalFilesExportStorage) =>
  stored?.path === before.path && stored.project_id === before.project_id;

/** The file of an annotation as it is to be written now, null when its task is deleted by now. */
export function fileToWrite(
  { tasks, projects, users, exportLinks }: Repositories,
  storage: LocalFilesExportStorage,
  annotation: AnnotationRow,
): FileToWrite | null {
  const task = tasks.byId(annotation.task_id);
  const project = projects.byId(annotation.project_id);
  if (!task || !project) return null;
  return {
    path: exportPath(storage, annotation.id),
    text: exportFileText(annotation, task, dataKeyOf(project.label_config), users.byId),
    isOurs: exportLinks.has(storage.id, annotation.id) ? null : (there) => isExportOf(there, annotation),
  };
}

/** Removes the file of an annotation that is deleted, unless somebody has put another one in its place. Throws what the file system says. */
export const removeExport = (
  storage: LocalFilesExportStorage,
  annotation: Pick<AnnotationRow, 'id' | 'created_at'>,
): Promise<void> =>
  removeFile(storage.path, exportPath(storage, annotation.id), (there) => isExportOf(there, annotation));
