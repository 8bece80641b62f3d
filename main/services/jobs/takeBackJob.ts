import { drain } from './drain.ts';
import { takeBackTask } from './insertTask.ts';
import type { JobContext } from './jobContext.ts';

const ROWS_A_BATCH = 100;

/** Takes back an import that did not come to its end. Tasks that somebody has annotated meanwhile stay. */
export async function takeBackImport(id: number, context: JobContext): Promise<void> {
  const { repositories } = context;
  const { unfinishedImports } = repositories;
  await drain(context, () => {
    const some = unfinishedImports.removable(id, ROWS_A_BATCH);
    for (const task of some) takeBackTask(repositories, task);
    return some.length;
  });
  await context.write(() => unfinishedImports.forget(id));
}
