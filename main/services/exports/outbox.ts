import type { LocalFilesExportStorage, OutboxRow } from '../../database/rows.ts';
import { removeFile } from '../../files/exportFolder.ts';
import { type Core, write } from '../core.ts';
import { Settling } from './settling.ts';
import { Troubles } from './troubles.ts';
import { isAboutWaiting } from './troubleWords.ts';
import { exportPath, writeExport } from './writeExport.ts';

/** After how long what failed is tried again: at first, and at the most when it goes on failing (milliseconds). */
const LOOK_AGAIN_MS = 3_000;
const LOOK_AGAIN_AT_MOST_MS = 60_000;
const ROWS_AT_ONCE = 200;

/**
 * Carries saved annotations into the export folders. The row of the outbox is stored with the annotation and goes only
 * when the file is on the disk: whatever happens in between, the next start, sync or return of the folder repeats it.
 */
export class Outbox {
  readonly #core: Core;
  /** Writings of one annotation come one after the other, so that the newest is the last. */
  readonly #chains = new Map<number, Promise<boolean>>();
  readonly #settling: Settling;
  readonly #troubles: Troubles;
  #lookTimer: NodeJS.Timeout | null = null;
  #lookAfter = LOOK_AGAIN_MS;
  #stopped = false;

  constructor(core: Core) {
    this.#core = core;
    this.#settling = new Settling(core, () => this.#lookAgain());
    this.#troubles = new Troubles(core);
  }

  /**
   * Does what waits for an annotation. Resolves when its files are in place or their trouble is noted (then to false);
   * never rejects.
   */
  push(annotation: number): Promise<boolean> {
    const chain = this.idle(annotation)
      .then(() => this.#perform(this.#core.repositories.outbox.ofAnnotation(annotation)))
      .catch((error) => {
        this.#core.log.error({ err: error, annotation }, 'the outbox broke');
        return false;
      })
      .finally(() => {
        if (this.#chains.get(annotation) === chain) this.#chains.delete(annotation);
      });
    this.#chains.set(annotation, chain);
    return chain;
  }

  /** Resolves when nothing is being written for an annotation. */
  async idle(annotation: number): Promise<void> {
    await this.#chains.get(annotation);
  }

  /** Whether the folder of a storage has a file of this annotation that Larder wrote. */
  hasWritten(storage: LocalFilesExportStorage, annotation: number): boolean {
    return (
      this.#core.repositories.exportLinks.has(storage.id, annotation) || this.#settling.hasWritten(storage, annotation)
    );
  }

  /** Tries again everything that waits; call at the start. */
  async pushAll(): Promise<void> {
    for (const storage of this.#core.repositories.outbox.storages()) await this.pushStorage(storage);
  }

  async pushStorage(storage: number): Promise<void> {
    const { outbox } = this.#core.repositories;
    let after = 0;
    for (;;) {
      const rows = outbox.ofStorage(storage, after, ROWS_AT_ONCE);
      if (!rows.length || this.#stopped) break;
      const went = await Promise.all(rows.map((row) => this.push(row.annotation_id)));
      // When nothing goes, the folder is the trouble: no need to try each of the others.
      if (!went.includes(true)) break;
      this.#lookAfter = LOOK_AGAIN_MS;
      after = (rows.at(-1) as OutboxRow).annotation_id;
    }
    // The stop has seen to what was under way, and the database may be closed by now.
    if (this.#stopped) return;
    await this.#showState(storage);
    if (outbox.counts(storage).failed) this.#lookAgain();
  }

  /** Waits for everything under way and flushes it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#lookTimer) clearTimeout(this.#lookTimer);
    await Promise.all(this.#chains.values());
    await this.#settling.settle();
  }

  /** Answers whether all of it went well. */
  async #perform(rows: OutboxRow[]): Promise<boolean> {
    const { exportStorages, outbox } = this.#core.repositories;
    let good = true;
    for (const row of rows) {
      const storage = exportStorages.byId(row.storage_id);
      // The storage may have got another folder while a row before this one was worked on.
      if (!storage || !outbox.isCurrent(row)) continue;
      try {
        if (row.action === 'write') await this.#write(row, storage);
        else await removeFile(storage.path, exportPath(storage, row.annotation_id));
        this.#settling.add({ row, storage });
      } catch (error) {
        good = false;
        // First, as the note is a write that may fail too.
        this.#lookAgain();
        await this.#troubles.note(storage, row.annotation_id, error);
      }
    }
    return good;
  }

  async #write({ annotation_id }: OutboxRow, storage: LocalFilesExportStorage): Promise<void> {
    const { repositories } = this.#core;
    const annotation = repositories.annotations.byId(annotation_id);
    // Deleted by now, or its storage went to another project before what waits went with that.
    if (annotation?.project_id !== storage.project_id) return;
    await writeExport(repositories, storage, annotation, { flush: false });
    // Deleted while it was being written: the file must not outlive it.
    if (!repositories.annotations.byId(annotation_id) && storage.can_delete_objects) {
      await removeFile(storage.path, exportPath(storage, annotation_id));
    }
  }

  #lookAgain(): void {
    if (this.#lookTimer || this.#stopped) return;
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = null;
      this.pushAll().catch((error) => this.#core.log.error({ err: error }, 'the outbox broke'));
    }, this.#lookAfter).unref();
    this.#lookAfter = Math.min(this.#lookAfter * 2, LOOK_AGAIN_AT_MOST_MS);
  }

  async #showState(storage: number): Promise<void> {
    await this.#settling.settle();
    const { outbox, exportStorages } = this.#core.repositories;
    const row = exportStorages.byId(storage);
    // The errors of an export are its waiting rows; a job that did not come to its end stays failed.
    const ours = row && (isAboutWaiting(row.traceback ?? '') || row.status === 'completed_with_errors');
    if (!ours || outbox.counts(storage).waiting) return;
    await write(this.#core, () => exportStorages.change(storage, { status: 'completed', traceback: null }));
    this.#core.events.tell({ type: 'outbox', project: row.project_id, storage });
  }
}
