import type { Repositories } from '../../database/index.ts';
import type { AnnotationRow, LocalFilesExportStorage } from '../../database/rows.ts';
import { dataKeyOf } from '../../domain/labelConfig.ts';
import { joinPath } from '../../domain/paths.ts';
import { FileTakenError, writeWhole } from '../../files/exportFolder.ts';
import { errorInWords, pathState } from '../../files/probe.ts';
import { exportFileName, exportFileText, isExportOf } from '../answers/exportFile.ts';

export const exportPath = (storage: LocalFilesExportStorage, annotation: number): string =>
  joinPath(storage.path, exportFileName(annotation));

/**
 * Writes the file of an annotation; does nothing when its task is deleted by now. Throws a FileTakenError when the file there is
 * not this annotation's, else what the file system says.
 */
export async function writeExport(
  { tasks, projects, users, exportLinks }: Repositories,
  storage: LocalFilesExportStorage,
  annotation: AnnotationRow,
): Promise<void> {
  const task = tasks.byId(annotation.task_id);
  const project = projects.byId(annotation.project_id);
  if (!task || !project) return;
  const text = exportFileText(annotation, task, dataKeyOf(project.label_config), users.byId);
  const ours = exportLinks.has(storage.id, annotation.id);
  await writeWhole(exportPath(storage, annotation.id), text, ours ? null : (there) => isExportOf(there, annotation));
}

/** Trouble with one file; what is not of the file is trouble of the whole folder. */
export interface ExportTrouble {
  annotation: number;
  problem: string;
  isOfFile: boolean;
}

export interface Failure {
  annotation: number;
  error: unknown;
}

/** Why files could not be written or removed, in words. */
export async function troublesInWords(storage: LocalFilesExportStorage, failures: Failure[]): Promise<ExportTrouble[]> {
  const isThere = (await pathState(storage.path)) === 'directory';
  return failures.map(({ annotation, error }) => {
    if (!isThere) return { annotation, problem: 'the folder does not exist or cannot be reached', isOfFile: false };
    const isOfFile = error instanceof FileTakenError;
    return { annotation, problem: isOfFile ? error.message : errorInWords(error), isOfFile };
  });
}

/** How the words end that the outbox may clear when nothing waits any more. */
const SAFE = 'They are safe in Larder and go out with the next sync, or by themselves when the trouble is over.';

/** The state of a storage for which annotations wait, in words. */
export function waitingInWords(waiting: number, problem: string): string {
  const what = waiting === 1 ? '1 annotation waits' : `${waiting.toLocaleString('en')} annotations wait`;
  return `${what} for export: ${problem}. ${SAFE}`;
}

export const isAboutWaiting = (traceback: string) => traceback.endsWith(SAFE);
