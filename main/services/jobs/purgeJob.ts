import { nowMicros } from '../../domain/timestamps.ts';
import { drain } from './drain.ts';
import type { JobContext } from './jobContext.ts';

/** A deletion can be taken back for this long (microseconds). */
export const UNDO_MICROS = 60_000_000;

/** Rows of one transaction: a task takes its links, annotations and counters with it, and whoever saves meanwhile waits. */
const ROWS_A_BATCH = 100;

/** Clears away the rows of storages and projects whose deletion can no longer be taken back: they are hidden already, files are never touched. */
export async function runPurge(context: JobContext): Promise<void> {
  const { importStorages, exportStorages, importLinks, exportLinks, outbox, syncIssues, projects, tasks } =
    context.repositories;
  // Storages that came into being while their project was deleted.
  const now = nowMicros();
  const until = now - UNDO_MICROS;
  await context.write(() => {
    for (const id of projects.deletedUntil(until)) {
      importStorages.markDeletedOfProject(id, now);
      exportStorages.markDeletedOfProject(id, now);
    }
  });
  for (const id of importStorages.deletedUntil(until)) {
    await drain(context, () => importLinks.removeSome(id, ROWS_A_BATCH));
    await drain(context, () => syncIssues.removeSome(id, Number.MAX_SAFE_INTEGER, ROWS_A_BATCH));
    await context.write(() => importStorages.remove(id));
  }
  for (const id of exportStorages.deletedUntil(until)) {
    await drain(context, () => exportLinks.removeSome(id, ROWS_A_BATCH));
    await context.write(() => {
      outbox.removeOfStorage(id);
      exportStorages.remove(id);
    });
  }
  for (const id of projects.deletedUntil(until)) {
    await drain(context, () => {
      const some = tasks.someOfProject(id, ROWS_A_BATCH);
      for (const task of some) tasks.remove(task);
      return some.length;
    });
    await context.write(() => projects.remove(id));
  }
}
