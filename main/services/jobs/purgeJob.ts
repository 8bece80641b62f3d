import { nowMicros } from '../../domain/timestamps.ts';
import { drain } from './drain.ts';
import type { JobContext } from './jobContext.ts';

/** Rows of one transaction: a task takes its links, annotations and counters with it, and whoever saves meanwhile waits. */
const ROWS_A_BATCH = 100;

/** Clears away the rows of storages and projects that were deleted: they are hidden already, files are never touched. */
export async function runPurge(context: JobContext): Promise<void> {
  const { importStorages, exportStorages, importLinks, exportLinks, outbox, syncIssues, projects, tasks } =
    context.repositories;
  // Storages that came into being while their project was deleted.
  const now = nowMicros();
  await context.write(() => {
    for (const id of projects.deleted()) {
      importStorages.markDeletedOfProject(id, now);
      exportStorages.markDeletedOfProject(id, now);
    }
  });
  for (const id of importStorages.deleted()) {
    await drain(context, () => importLinks.removeSome(id, ROWS_A_BATCH));
    await drain(context, () => syncIssues.removeSome(id, Number.MAX_SAFE_INTEGER, ROWS_A_BATCH));
    await context.write(() => importStorages.remove(id));
  }
  for (const id of exportStorages.deleted()) {
    await drain(context, () => exportLinks.removeSome(id, ROWS_A_BATCH));
    await context.write(() => {
      outbox.removeOfStorage(id);
      exportStorages.remove(id);
    });
  }
  for (const id of projects.deleted()) {
    await drain(context, () => {
      const some = tasks.someOfProject(id, ROWS_A_BATCH);
      for (const task of some) tasks.remove(task);
      return some.length;
    });
    await context.write(() => projects.remove(id));
  }
}
