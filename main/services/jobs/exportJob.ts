import type { AnnotationRow, LocalFilesExportStorage } from '../../database/rows.ts';
import { dataKeyOf } from '../../domain/labelConfig.ts';
import { joinPath } from '../../domain/paths.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { FileTakenError, flushFiles, writeWhole } from '../../files/exportFolder.ts';
import { errorInWords } from '../../files/probe.ts';
import { exportFileName, exportFileText, isExportOf } from '../answers/exportFile.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult } from './protocol.ts';

type ExportOrder = Extract<JobOrder, { kind: 'export' }>;

const FILES_A_BATCH = 500;
const NAMED_PROBLEMS = 1000;

interface Written {
  annotation: AnnotationRow;
  /** Outbox version at the time of writing, 0 when nothing was waiting. */
  version: number;
}

/** Writes the annotations of a project into the folder of an export storage, a batch at a time. */
class ExportRun {
  readonly lines: string[] = [];
  readonly #storage: LocalFilesExportStorage;
  readonly #context: JobContext;
  readonly #findUser: (id: number) => ReturnType<JobContext['repositories']['users']['byId']>;
  readonly #dataKey: string;

  constructor(storage: LocalFilesExportStorage, labelConfig: string, context: JobContext) {
    this.#storage = storage;
    this.#context = context;
    this.#dataKey = dataKeyOf(labelConfig);
    const users = new Map(context.repositories.users.all().map((user) => [user.id, user]));
    this.#findUser = (id) => users.get(id);
  }

  async writeBatch(annotations: AnnotationRow[]): Promise<void> {
    const written: Written[] = [];
    const failed: { annotation: number; problem: string }[] = [];
    const writings = annotations.map(async (annotation) => {
      const version = this.#waitingVersion(annotation.id);
      try {
        await this.#write(annotation);
        written.push({ annotation, version });
      } catch (error) {
        const problem = error instanceof FileTakenError ? error.message : errorInWords(error);
        failed.push({ annotation: annotation.id, problem });
        if (this.lines.length < NAMED_PROBLEMS) this.lines.push(`${exportFileName(annotation.id)}: ${problem}`);
      }
    });
    await Promise.all(writings);
    if (written.length)
      await flushFiles(
        this.#storage.path,
        written.map(({ annotation }) => this.#path(annotation.id)),
      );
    await this.#context.write(() => this.#record(written, failed));
    this.#context.counts.created += written.length;
    this.#context.counts.failed += failed.length;
    await this.#context.pause();
  }

  #waitingVersion(annotation: number): number {
    const waiting = this.#context.repositories.outbox.ofAnnotation(annotation);
    return waiting.find((row) => row.storage_id === this.#storage.id)?.version ?? 0;
  }

  #path(annotation: number): string {
    return joinPath(this.#storage.path, exportFileName(annotation));
  }

  async #write(annotation: AnnotationRow): Promise<void> {
    const { tasks, exportLinks } = this.#context.repositories;
    const task = tasks.byId(annotation.task_id);
    if (!task) return;
    const text = exportFileText(annotation, task, this.#dataKey, this.#findUser);
    const ours = exportLinks.has(this.#storage.id, annotation.id);
    await writeWhole(this.#path(annotation.id), text, ours ? null : (there) => isExportOf(there, annotation));
  }

  #record(written: Written[], failed: { annotation: number; problem: string }[]): void {
    const { annotations, exportLinks, exportStorages, outbox } = this.#context.repositories;
    const storage = this.#storage.id;
    // Deleted meanwhile, or moved: what is written lies in the folder of before.
    if (exportStorages.byId(storage)?.path !== this.#storage.path) return;
    const now = nowMicros();
    for (const { annotation, version } of written) {
      exportLinks.put(storage, annotation.id, now);
      outbox.done({ storage_id: storage, annotation_id: annotation.id, version });
      // Somebody may have saved or deleted it between reading and writing: then what we wrote is old.
      const current = annotations.byId(annotation.id);
      if (!current && this.#storage.can_delete_objects) outbox.put(storage, annotation.id, 'remove');
      else if (current && current.updated_at !== annotation.updated_at) outbox.put(storage, annotation.id, 'write');
    }
    for (const { annotation, problem } of failed) {
      outbox.put(storage, annotation, 'write');
      outbox.fail(storage, annotation, problem);
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
  const run = new ExportRun(storage, project.label_config, context);
  try {
    for (const batch of batches(order, project.id, context)) {
      counts.found += batch.length;
      if (batch.length) await run.writeBatch(batch);
    }
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return {
      status: 'cancelled',
      message: `The export was cancelled after ${counts.created} files.`,
      counts,
      lines: run.lines,
    };
  }
  const { lines } = run;
  return {
    status: counts.failed ? 'completed_with_errors' : 'completed',
    message: lines.length ? lines.join('\n') : null,
    counts,
    lines,
  };
}
