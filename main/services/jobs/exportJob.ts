import type { AnnotationRow, LocalFilesExportStorage } from '../../database/rows.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { flushFolder, removeLeftovers } from '../../files/exportFolder.ts';
import { exportFileName } from '../answers/exportFile.ts';
import { isStillAt, writeExport } from '../exports/annotationFile.ts';
import { type ExportTrouble, type Failure, troublesInWords, waitingInWords } from '../exports/troubleWords.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult } from './protocol.ts';

type ExportOrder = Extract<JobOrder, { kind: 'export' }>;

const FILES_A_BATCH = 500;
/** So many are read and written at the same time: while some wait for the disk, the text of others is made. */
const FILES_AT_ONCE = 64;
const MOVED = 'The storage got another folder or project while it was exported. Sync again to write its files.';
const NAMED_PROBLEMS = 1000;
/** A temporary file of this age is of nobody who still writes (milliseconds). */
const LEFT_BEHIND_MS = 600_000;

interface Written {
  annotation: AnnotationRow;
  /** Outbox version at the time of writing, 0 when nothing was waiting. */
  version: number;
}

/** Writes the annotations of a project into the folder of an export storage, a batch at a time. */
class ExportRun {
  readonly lines: string[] = [];
  /** Why no file can be written any more. */
  folderProblem: string | null = null;
  /** Whether the storage has another folder or project by now: this run is about neither. */
  isMoved = false;
  readonly #storage: LocalFilesExportStorage;
  readonly #context: JobContext;

  constructor(storage: LocalFilesExportStorage, context: JobContext) {
    this.#storage = storage;
    this.#context = context;
  }

  async writeBatch(annotations: AnnotationRow[]): Promise<void> {
    const { repositories } = this.#context;
    const written: Written[] = [];
    const failures: Failure[] = [];
    const toWrite = annotations.values();
    const writeSome = async (versions: Map<number, number>) => {
      for (const annotation of toWrite) {
        try {
          await writeExport(repositories, this.#storage, annotation, { flush: true });
          written.push({ annotation, version: versions.get(annotation.id) ?? 0 });
        } catch (error) {
          failures.push({ annotation: annotation.id, error });
        }
      }
    };
    await repositories.snapshot(async () => {
      const versions = this.#waitingVersions(annotations);
      await Promise.all(Array.from({ length: FILES_AT_ONCE }, () => writeSome(versions)));
    });
    if (written.length) await flushFolder(this.#storage.path);
    const troubles = failures.length ? await troublesInWords(this.#storage, failures) : [];
    await this.#context.write(() => this.#record(written, troubles));
    this.#report(written.length, troubles);
    await this.#context.pause();
  }

  /** Leaves annotations to the outbox: it writes them when the trouble is over. */
  async leaveWaiting(annotations: AnnotationRow[]): Promise<void> {
    await this.#context.write(() => {
      if (this.#stored()) for (const { id } of annotations) this.#putBack(id);
    });
    this.#context.counts.failed += annotations.length;
    await this.#context.pause();
  }

  #report(written: number, troubles: ExportTrouble[]): void {
    this.#context.counts.created += written;
    this.#context.counts.failed += troubles.length;
    for (const { annotation, problem } of troubles.slice(0, NAMED_PROBLEMS - this.lines.length)) {
      this.lines.push(`${exportFileName(annotation)}: ${problem}`);
    }
    if (!written) this.folderProblem = troubles.find(({ isOfFile }) => !isOfFile)?.problem ?? null;
  }

  /** Versions of what waits for the storage, by annotation. */
  #waitingVersions(annotations: AnnotationRow[]): Map<number, number> {
    const [first, last] = [annotations[0], annotations.at(-1)];
    if (!first || !last) return new Map();
    const rows = this.#context.repositories.outbox.between(this.#storage.id, first.id, last.id);
    return new Map(rows.map(({ annotation_id, version }) => [annotation_id, version]));
  }

  /** The annotation waits for another try; of one that was deleted meanwhile only the file may still have to go. */
  #putBack(annotation: number): boolean {
    const { annotations, outbox } = this.#context.repositories;
    if (!annotations.byId(annotation)) return false;
    outbox.putWriting(this.#storage.id, annotation);
    return true;
  }

  /** The storage as it is stored; undefined when it was deleted meanwhile, or moved: what is written lies in the folder of before. */
  #stored(): LocalFilesExportStorage | undefined {
    const stored = this.#context.repositories.exportStorages.byId(this.#storage.id);
    if (isStillAt(stored, this.#storage)) return stored;
    this.isMoved = stored !== undefined;
    return undefined;
  }

  #record(written: Written[], troubles: ExportTrouble[]): void {
    const { annotations, exportLinks, outbox } = this.#context.repositories;
    const storage = this.#storage.id;
    const stored = this.#stored();
    if (!stored) return;
    const now = nowMicros();
    for (const { annotation, version } of written) {
      exportLinks.put(storage, annotation.id, now);
      outbox.done({ storage_id: storage, annotation_id: annotation.id, version });
      // Somebody may have saved or deleted it between reading and writing: then what we wrote is old.
      const current = annotations.byId(annotation.id);
      if (!current && stored.can_delete_objects) outbox.putRemoval(storage, annotation);
      else if (current && current.updated_at !== annotation.updated_at) outbox.putWriting(storage, annotation.id);
    }
    for (const { annotation, problem } of troubles) {
      if (this.#putBack(annotation)) outbox.fail(storage, annotation, problem);
    }
  }
}

/** The annotations that the order is about, a batch at a time. */
function* batches(order: ExportOrder, project: number, context: JobContext): Generator<AnnotationRow[]> {
  const { annotations, exportLinks, outbox } = context.repositories;
  let after = 0;
  for (;;) {
    if (order.onlyWaiting) {
      const rows = outbox.ofStorage(order.storage, after, FILES_A_BATCH);
      if (!rows.length) return;
      after = (rows.at(-1) as { annotation_id: number }).annotation_id;
      const waiting = rows.filter(({ action }) => action === 'write').map((row) => annotations.byId(row.annotation_id));
      yield waiting.filter((row) => row !== undefined);
    } else {
      const page = annotations.after(project, after, FILES_A_BATCH);
      if (!page.length) return;
      after = (page.at(-1) as AnnotationRow).id;
      yield order.onlyNew ? page.filter(({ id }) => !exportLinks.has(order.storage, id)) : page;
    }
  }
}

/** Writes all annotations, only those never written, or only those that wait. One that fails stays in the outbox; the rest goes on. */
export async function runExport(order: ExportOrder, context: JobContext): Promise<JobResult> {
  const { counts, repositories } = context;
  const storage = repositories.exportStorages.byId(order.storage);
  const project = storage && repositories.projects.byId(storage.project_id);
  if (!project) return { status: 'cancelled', message: 'The storage was deleted.', counts, lines: [] };
  const run = new ExportRun(storage, context);
  try {
    for (const batch of batches(order, project.id, context)) {
      counts.found += batch.length;
      if (run.folderProblem === null) await run.writeBatch(batch);
      else await run.leaveWaiting(batch);
      if (run.isMoved) return { status: 'cancelled', message: MOVED, counts, lines: run.lines };
    }
    if (run.folderProblem === null && !order.onlyWaiting) await removeLeftovers(storage.path, LEFT_BEHIND_MS);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return {
      status: 'cancelled',
      message: `The export was cancelled after ${counts.created} files.`,
      counts,
      lines: run.lines,
    };
  }
  const { lines, folderProblem } = run;
  if (folderProblem !== null) {
    const { waiting } = repositories.outbox.counts(storage.id);
    return { status: 'failed', message: waitingInWords(waiting, folderProblem), counts, lines };
  }
  return {
    status: counts.failed ? 'completed_with_errors' : 'completed',
    message: lines.length ? lines.join('\n') : null,
    counts,
    lines,
  };
}
