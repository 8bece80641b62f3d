import { nowMicros } from '../../domain/timestamps.ts';
import { drain } from './drain.ts';
import type { JobContext } from './jobContext.ts';

/** A deletion can be taken back for this long (microseconds). */
export const UNDO_MICROS = 60_000_000;

/** What was deleted at this time or before can no longer be taken back. */
export const endOfUndo = () => nowMicros() - UNDO_MICROS;

/** Rows of one transaction: a task takes its links, annotations and counters with it, and whoever saves meanwhile waits. */
const ROWS_A_BATCH = 100;

/** Clears away the rows of storages and projects whose deletion can no longer be taken back: they are hidden already, files are never touched. */
export async function runPurge(context: JobContext): Promise<void> {
  const { importStorages, exportStorages, importLinks, exportLinks, outbox, syncIssues, projects, tasks } =
    context.repositories;
  const until = endOfUndo();
  // Storages that came into being while their project was deleted.
  await context.write(() => {
    for (const id of projects.deletedUntil(until)) {
      importStorages.markDeletedOfProject(id, until);
      exportStorages.markDeletedOfProject(id, until);
    }
  });
  // Looked at again in each transaction: when the clock was set back, a deletion can be taken back after all.
  const clear = async (isDeleted: () => boolean, removeSome: (() => number)[], remove: () => void) => {
    for (const some of removeSome) await drain(context, () => (isDeleted() ? some() : 0));
    await context.write(() => {
      if (isDeleted()) remove();
    });
  };
  for (const id of importStorages.deletedUntil(until)) {
    await clear(
      () => importStorages.deletedOne(id) !== undefined,
      [
        () => importLinks.removeSome(id, ROWS_A_BATCH),
        () => syncIssues.removeSome(id, Number.MAX_SAFE_INTEGER, ROWS_A_BATCH),
      ],
      () => importStorages.remove(id),
    );
  }
  for (const id of exportStorages.deletedUntil(until)) {
    await clear(
      () => exportStorages.deletedOne(id) !== undefined,
      [() => exportLinks.removeSome(id, ROWS_A_BATCH)],
      () => {
        outbox.removeOfStorage(id);
        exportStorages.remove(id);
      },
    );
  }
  for (const id of projects.deletedUntil(until)) {
    const removeSomeTasks = () => {
      const some = tasks.someOfProject(id, ROWS_A_BATCH);
      for (const task of some) tasks.remove(task);
      return some.length;
    };
    await clear(
      () => projects.deletedAt(id) !== undefined,
      [removeSomeTasks],
      () => projects.remove(id),
    );
  }
}
