import type { Repositories } from '../../database/index.ts';
import type { AnnotationRow, LocalFilesExportStorage } from '../../database/rows.ts';
import { dataKeyOf } from '../../domain/labelConfig.ts';
import { joinPath } from '../../domain/paths.ts';
import { removeFile, writeWhole } from '../../files/exportFolder.ts';
import { exportFileName, exportFileText, isExportOf } from '../answers/exportFile.ts';

export const exportPath = (storage: LocalFilesExportStorage, annotation: number): string =>
  joinPath(storage.path, exportFileName(annotation));

/** Whether a storage still has the folder and the project that it had when something was written for it. */
export const isStillAt = (stored: LocalFilesExportStorage | undefined, before: LocalFilesExportStorage) =>
  stored?.path === before.path && stored.project_id === before.project_id;

/**
 * Writes the file of an annotation, and waits for the disk with `flush`; does nothing when its task is deleted by now. Throws a
 * FileTakenError when the file there is not this annotation's, else what the file system says.
 */
export async function writeExport(
  { tasks, projects, users, exportLinks }: Repositories,
  storage: LocalFilesExportStorage,
  annotation: AnnotationRow,
  { flush }: { flush: boolean },
): Promise<void> {
  const task = tasks.byId(annotation.task_id);
  const project = projects.byId(annotation.project_id);
  if (!task || !project) return;
  const text = exportFileText(annotation, task, dataKeyOf(project.label_config), users.byId);
  const isKnown = exportLinks.has(storage.id, annotation.id);
  const isOurs = isKnown ? null : (there: string) => isExportOf(there, annotation);
  await writeWhole(exportPath(storage, annotation.id), text, { isOurs, flush });
}

/** Removes the file of an annotation that is deleted, unless somebody has put another one in its place. Throws what the file system says. */
export const removeExport = (
  storage: LocalFilesExportStorage,
  annotation: Pick<AnnotationRow, 'id' | 'created_at'>,
): Promise<void> =>
  removeFile(storage.path, exportPath(storage, annotation.id), (there) => isExportOf(there, annotation));
