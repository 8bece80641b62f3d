import type { LocalFilesExportStorage, OutboxRow, SyncStatus } from '../database/rows.ts';
import { dataKeyOf } from '../domain/labelConfig.ts';
import { joinPath } from '../domain/paths.ts';
import { nowMicros } from '../domain/timestamps.ts';
import { FileTakenError, flushFiles, removeFile, writeWhole } from '../files/exportFolder.ts';
import { errorInWords, pathState } from '../files/probe.ts';
import { exportFileName, exportFileText, isExportOf } from './answers/exportFile.ts';
import { type Core, write } from './core.ts';

/**
 * Written files are flushed to the disk together, this long after the first of them (milliseconds). Rarely, because each
 * flush makes the commits of annotations wait for the disk too; until then the outbox would write the files again.
 */
const SETTLE_AFTER_MS = 1000;
/** After how long what failed is tried again: at first, and at the most when it goes on failing (milliseconds). */
const LOOK_AGAIN_MS = 3_000;
const LOOK_AGAIN_AT_MOST_MS = 60_000;
const ROWS_AT_ONCE = 200;
/** How a traceback ends that the outbox has written, and so may clear. */
const SAFE = 'They are safe in Larder and go out with the next sync, or by themselves when the trouble is over.';

interface Done {
  row: OutboxRow;
  storage: LocalFilesExportStorage;
}

/**
 * Carries saved annotations into the export folders. The row of the outbox is stored with the annotation and goes only
 * when the file is on the disk: whatever happens in between, the next start, sync or return of the folder repeats it.
 */
export class Outbox {
  readonly #core: Core;
  /** Writings of one annotation come one after the other, so that the newest is the last. */
  readonly #chains = new Map<number, Promise<boolean>>();
  #done: Done[] = [];
  #flushing: Done[] = [];
  #settling: Promise<void> | null = null;
  #settleTimer: NodeJS.Timeout | null = null;
  #lookTimer: NodeJS.Timeout | null = null;
  #lookAfter = LOOK_AGAIN_MS;
  #stopped = false;

  constructor(core: Core) {
    this.#core = core;
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
  hasWritten({ id, path }: Pick<LocalFilesExportStorage, 'id' | 'path'>, annotation: number): boolean {
    const isIt = ({ row, storage }: Done) =>
      row.annotation_id === annotation && row.action === 'write' && storage.id === id && storage.path === path;
    return (
      this.#core.repositories.exportLinks.has(id, annotation) || this.#done.some(isIt) || this.#flushing.some(isIt)
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
    await this.#settle();
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
        else await removeFile(storage.path, this.#path(storage, row));
        this.#done.push({ row, storage });
        this.#settleSoon();
      } catch (error) {
        good = false;
        await this.#noteProblem(row, storage, error);
      }
    }
    return good;
  }

  #path(storage: LocalFilesExportStorage, { annotation_id }: OutboxRow): string {
    return joinPath(storage.path, exportFileName(annotation_id));
  }

  async #write(row: OutboxRow, storage: LocalFilesExportStorage): Promise<void> {
    const { annotations, tasks, projects, users, exportLinks } = this.#core.repositories;
    const annotation = annotations.byId(row.annotation_id);
    const task = annotation && tasks.byId(annotation.task_id);
    const project = annotation && projects.byId(annotation.project_id);
    if (!annotation || !task || !project) return;
    const text = exportFileText(annotation, task, dataKeyOf(project.label_config), users.byId);
    const ours = exportLinks.has(storage.id, annotation.id);
    const path = this.#path(storage, row);
    await writeWhole(path, text, ours ? null : (there) => isExportOf(there, annotation));
    // Deleted while it was being written: the file must not outlive it.
    if (!annotations.byId(annotation.id) && storage.can_delete_objects) await removeFile(storage.path, path);
  }

  async #noteProblem(row: OutboxRow, storage: LocalFilesExportStorage, error: unknown): Promise<void> {
    const folder = await pathState(storage.path);
    const taken = error instanceof FileTakenError;
    let problem = taken ? error.message : errorInWords(error);
    if (folder !== 'directory') problem = 'the folder does not exist or cannot be reached';
    this.#core.log.warn({ storage: storage.id, annotation: row.annotation_id, problem }, 'an export file waits');
    await write(this.#core, () => {
      this.#core.repositories.outbox.fail(storage.id, row.annotation_id, problem);
      // One file in the way is an error of that file; anything else is trouble of the folder.
      this.#setTrouble(storage.id, taken ? 'completed_with_errors' : 'failed');
    });
    this.#lookAgain();
  }

  /**
   * The status of the storage says what waits and why; the annotations themselves are safe. What a job has said of its own
   * end (cancelled, interrupted, errors) stays.
   */
  #setTrouble(storage: number, status: SyncStatus): void {
    const { outbox, exportStorages } = this.#core.repositories;
    const { waiting } = outbox.counts(storage);
    const first = outbox.failures(storage, 1)[0];
    const row = exportStorages.byId(storage);
    if (!first || !row || (row.traceback !== null && !row.traceback.endsWith(SAFE))) return;
    const what = waiting === 1 ? '1 annotation waits' : `${waiting} annotations wait`;
    const words = `${what} for export: ${first.problem}. ${SAFE}`;
    exportStorages.change(storage, { status, traceback: words });
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
    await this.#settle();
    const { outbox, exportStorages } = this.#core.repositories;
    const row = exportStorages.byId(storage);
    // The errors of an export are its waiting rows; a job that did not come to its end stays failed.
    const ours = row?.traceback?.endsWith(SAFE) || row?.status === 'completed_with_errors';
    if (!ours || outbox.counts(storage).waiting) return;
    await write(this.#core, () => exportStorages.change(storage, { status: 'completed', traceback: null }));
  }

  #settleSoon(): void {
    if (this.#settleTimer) return;
    this.#settleTimer = setTimeout(() => {
      this.#settle().catch((error) => this.#core.log.error({ err: error }, 'the outbox broke'));
    }, SETTLE_AFTER_MS);
  }

  /** Flushes the files of what was done, then takes it out of the outbox. */
  async #settle(): Promise<void> {
    if (this.#settleTimer) clearTimeout(this.#settleTimer);
    this.#settleTimer = null;
    while (this.#settling) await this.#settling;
    const done = this.#done;
    if (!done.length) return;
    this.#done = [];
    this.#flushing = done;
    this.#settling = this.#flushAndRecord(done).finally(() => {
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
          some.map(({ row, storage }) => this.#path(storage, row)),
        );
        flushed.push(...some);
      } catch (error) {
        // The rows stay: they are repeated.
        this.#core.log.warn({ folder, problem: errorInWords(error) }, 'an export folder could not be flushed');
        this.#lookAgain();
      }
    }
    const { outbox, exportLinks, exportStorages, annotations } = this.#core.repositories;
    await write(this.#core, () => {
      const now = nowMicros();
      for (const { row, storage } of flushed) {
        outbox.done(row);
        // Deleted meanwhile, or moved: what is written lies in the folder of before.
        if (exportStorages.byId(row.storage_id)?.path !== storage.path) continue;
        if (row.action === 'remove') exportLinks.remove(row.storage_id, row.annotation_id);
        else if (annotations.byId(row.annotation_id)) exportLinks.put(row.storage_id, row.annotation_id, now);
      }
    });
  }
}
