import type { LocalFilesExportStorage, OutboxRow } from '../../database/rows.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { flushFiles } from '../../files/exportFolder.ts';
import { errorInWords } from '../../files/probe.ts';
import { type Core, write } from '../core.ts';
import { exportPath, isStillAt } from './annotationFile.ts';

/**
 * Written files are flushed to the disk together, this long after the first of them (milliseconds). Rarely, because each
 * flush makes the commits of annotations wait for the disk too; until then the outbox would write the files again.
 */
const SETTLE_AFTER_MS = 1000;

interface Done {
  row: OutboxRow;
  storage: LocalFilesExportStorage;
}

/** What was done for the outbox: it is taken out of it when the files are on the disk. */
export class Settling {
  readonly #core: Core;
  readonly #onTrouble: (storage: number) => void;
  #done: Done[] = [];
  #flushing: Done[] = [];
  #settling: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** `onTrouble` gets a storage for which something could not be flushed or stored, and so is to be done again. */
  constructor(core: Core, onTrouble: (storage: number) => void) {
    this.#core = core;
    this.#onTrouble = onTrouble;
  }

  add(done: Done): void {
    this.#done.push(done);
    this.#timer ??= setTimeout(() => {
      this.settle().catch((error) => this.#core.log.error({ err: error }, 'the outbox broke'));
    }, SETTLE_AFTER_MS);
  }

  /** Whether the file of an annotation was written a moment ago. */
  hasWritten({ id, path }: Pick<LocalFilesExportStorage, 'id' | 'path'>, annotation: number): boolean {
    return [...this.#done, ...this.#flushing].some(
      ({ row, storage }) =>
        row.annotation_id === annotation && row.action === 'write' && storage.id === id && storage.path === path,
    );
  }

  /** Flushes the files of what was done, then takes it out of the outbox. */
  async settle(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#settling) await this.#settling;
    if (!this.#done.length) return;
    this.#flushing = this.#done;
    this.#done = [];
    this.#settling = this.#flushAndRecord(this.#flushing).finally(() => {
      this.#settling = null;
      this.#flushing = [];
    });
    await this.#settling;
  }

  async #flushAndRecord(done: Done[]): Promise<void> {
    const flushed: Done[] = [];
    for (const [folder, some] of Map.groupBy(done, ({ storage }) => storage.path)) {
      try {
        await flushFiles(
          folder,
          some.map(({ row, storage }) => exportPath(storage, row.annotation_id)),
        );
        flushed.push(...some);
      } catch (error) {
        // The rows stay: they are repeated.
        this.#core.log.warn({ folder, problem: errorInWords(error) }, 'an export folder could not be flushed');
        for (const { storage } of some) this.#onTrouble(storage.id);
      }
    }
    await write(this.#core, () => this.#record(flushed)).catch((error) => {
      for (const { storage } of flushed) this.#onTrouble(storage.id);
      throw error;
    });
    for (const [storage, project] of new Map(flushed.map(({ storage: { id, project_id } }) => [id, project_id]))) {
      this.#core.events.tell({ type: 'outbox', project, storage });
    }
  }

  #record(flushed: Done[]): void {
    const { outbox, exportLinks, exportStorages, annotations } = this.#core.repositories;
    const now = nowMicros();
    for (const { row, storage } of flushed) {
      outbox.done(row);
      // Deleted meanwhile, or moved: what is written lies in the folder of before.
      if (!isStillAt(exportStorages.byId(row.storage_id), storage)) continue;
      if (row.action === 'remove') exportLinks.remove(row.storage_id, row.annotation_id);
      else if (annotations.byId(row.annotation_id)?.project_id === storage.project_id)
        exportLinks.put(row.storage_id, row.annotation_id, now);
    }
  }
}
