import type { LocalFilesExportStorage, OutboxRow } from '../../database/rows.ts';
import { removeLeftovers } from '../../files/exportFolder.ts';
import { type Core, write } from '../core.ts';
import { removeExport, writeExport } from './annotationFile.ts';
import { Settling } from './settling.ts';
import { Troubles } from './troubles.ts';
import { isAboutWaiting } from './troubleWords.ts';

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
  /** When storages for which something failed are tried again, and how long after that the next time. */
  readonly #lookTimers = new Map<number, NodeJS.Timeout>();
  readonly #lookAfter = new Map<number, number>();
  #stopped = false;

  constructor(core: Core) {
    this.#core = core;
    this.#settling = new Settling(core, (storage) => this.#lookAgain(storage));
    this.#troubles = new Troubles(core);
  }

  /**
   * Does what waits for an annotation, in all storages or in this one. Resolves when its files are in place or their trouble
   * is noted (then to false); never rejects.
   */
  push(annotation: number, storage: number | null = null): Promise<boolean> {
    const rows = () => this.#core.repositories.outbox.ofAnnotation(annotation);
    const chain = this.idle(annotation)
      .then(() => this.#perform(rows().filter((row) => storage === null || row.storage_id === storage)))
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
      const went = await Promise.all(rows.map((row) => this.push(row.annotation_id, storage)));
      // When nothing goes, the folder is the trouble: no need to try each of the others.
      if (!went.includes(true)) break;
      this.#lookAfter.delete(storage);
      after = (rows.at(-1) as OutboxRow).annotation_id;
    }
    // The stop has seen to what was under way, and the database may be closed by now.
    if (this.#stopped) return;
    await this.#showState(storage);
    if (outbox.counts(storage).failed) this.#lookAgain(storage);
  }

  /** Waits for everything under way and flushes it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#lookTimers.values()) clearTimeout(timer);
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
        // null: an earlier Larder put the row, and the file cannot be told from somebody else's.
        else if (row.annotation_created_at !== null) {
          await removeExport(storage, { id: row.annotation_id, created_at: row.annotation_created_at });
        }
        this.#settling.add({ row, storage });
      } catch (error) {
        good = false;
        // First, as the note is a write that may fail too.
        this.#lookAgain(storage.id);
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
      await removeExport(storage, annotation);
    }
  }

  /** Each storage has a time of its own: a folder that stays away must not hold up another one that comes back. */
  #lookAgain(storage: number): void {
    if (this.#lookTimers.has(storage) || this.#stopped) return;
    const after = this.#lookAfter.get(storage) ?? LOOK_AGAIN_MS;
    const look = () => {
      this.#lookTimers.delete(storage);
      this.pushStorage(storage).catch((error) => this.#core.log.error({ err: error }, 'the outbox broke'));
    };
    this.#lookTimers.set(storage, setTimeout(look, after).unref());
    this.#lookAfter.set(storage, Math.min(after * 2, LOOK_AGAIN_AT_MOST_MS));
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
    // Of a folder that was gone: what was being written when it went is older than the first look for it.
    await removeLeftovers(row.path, LOOK_AGAIN_MS).catch(() => undefined);
  }
}
