import { expect, test } from 'vitest';
import { testDatabase, testProject } from '../../database/testDatabase.ts';
import { JobContext } from './jobContext.ts';
import { runPurge } from './purgeJob.ts';

test('what is restored while it is being cleared away keeps what is left of it, and itself', async () => {
  const database = testDatabase();
  const { all } = database;
  const { project } = testProject(database);
  const TASKS = 500;
  const first = all.projects.takeInnerIds(project, TASKS);
  for (let at = 0; at < TASKS; at++) all.tasks.insert(project, first + at, '{}', false, 1);
  all.projects.markDeleted(project, 1);
  let transactions = 0;
  const context = new JobContext({
    repositories: all,
    async takeTurn() {
      // The storages, then a hundred tasks; the clock was set back before the next hundred.
      if (++transactions === 3) all.projects.restore(project);
      return () => undefined;
    },
    waitForDisk: () => undefined,
    tell: () => undefined,
  });
  await runPurge(context);
  expect(all.projects.byId(project)?.task_number).toBe(TASKS - 100);
});
