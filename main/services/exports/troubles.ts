import { setImmediate } from 'node:timers/promises';
import type { LocalFilesExportStorage } from '../../database/rows.ts';
import { type Core, write } from '../core.ts';
import { type ExportTrouble, type Failure, isAboutWaiting, troublesInWords, waitingInWords } from './troubleWords.ts';

interface Noted extends Failure {
  storage: LocalFilesExportStorage;
}

/** Notes why rows of the outbox wait, and shows it as the state of their storage. */
export class Troubles {
  readonly #core: Core;
  #noted: Noted[] = [];
  #noting: Promise<void> | null = null;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Resolves when the row and its storage say why it waits. */
  note(storage: LocalFilesExportStorage, annotation: number, error: unknown): Promise<void> {
    this.#noted.push({ storage, annotation, error });
    this.#noting ??= this.#noteAll();
    return this.#noting;
  }

  async #noteAll(): Promise<void> {
    try {
      while (this.#noted.length) {
        // With a folder that is gone hundreds fail at once: one transaction for all of them.
        await setImmediate();
        const noted = this.#noted;
        this.#noted = [];
        for (const some of Map.groupBy(noted, ({ storage }) => storage.id).values()) await this.#noteFor(some);
      }
    } finally {
      this.#noting = null;
    }
  }

  async #noteFor(failures: Noted[]): Promise<void> {
    const [{ storage }] = failures as [Noted];
    const troubles = await troublesInWords(storage, failures);
    const [first] = troubles as [ExportTrouble];
    this.#core.log.warn({ storage: storage.id, files: troubles.length, problem: first.problem }, 'export files wait');
    await write(this.#core, () => {
      for (const { annotation, problem } of troubles) {
        this.#core.repositories.outbox.fail(storage.id, annotation, problem);
      }
      this.#show(storage.id, troubles);
    });
    this.#core.events.tell({ type: 'outbox', project: storage.project_id, storage: storage.id });
  }

  /** What a job has said of its own end (cancelled, interrupted, errors) stays. */
  #show(storage: number, troubles: ExportTrouble[]): void {
    const { outbox, exportStorages } = this.#core.repositories;
    const row = exportStorages.byId(storage);
    const [first] = outbox.failures(storage, 1);
    if (!first?.problem || !row || (row.traceback !== null && !isAboutWaiting(row.traceback))) return;
    exportStorages.change(storage, {
      status: troubles.every(({ isOfFile }) => isOfFile) ? 'completed_with_errors' : 'failed',
      traceback: waitingInWords(outbox.counts(storage).waiting, first.problem),
    });
  }
}
