import type { LocalFilesExportStorage } from '../../database/rows.ts';
import { FileTakenError } from '../../files/exportFolder.ts';
import { errorInWords, pathState } from '../../files/probe.ts';

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
