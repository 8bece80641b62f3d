import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase, testProject } from './testDatabase.ts';

test('a page is what skipping and counting gives, with gaps and without', () => {
  const database = testDatabase();
  const { all, db } = database;
  const { project } = testProject(database);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(39)),
      fc.nat(45),
      fc.integer({ min: 1, max: 20 }),
      (tasks, gone, offset, limit) => {
        db.exec('DELETE FROM task');
        const first = all.projects.takeInnerIds(project, tasks);
        const ids = Array.from({ length: tasks }, (_, at) => all.tasks.insert(project, first + at, '{}', true, 1));
        for (const at of gone) if (ids[at] !== undefined) all.tasks.remove(ids[at]);
        const left = ids.filter((_, at) => !gone.includes(at));
        const page = all.tasks.page(project, offset, limit).map(({ id }) => id);
        expect(page).toEqual(left.slice(offset, offset + limit));
      },
    ),
    { numRuns: 80 },
  );
});

test('the most recently changed task comes first, then the newest', () => {
  const database = testDatabase();
  const { all } = database;
  const { user, project } = testProject(database);
  const ids = [10, 20, 30, 40].map((now, at) => all.tasks.insert(project, at + 1, '{}', true, now));
  all.tasks.touch(ids[0] as number, 35, user);
  all.tasks.touch(ids[1] as number, 50, user);
  const order = (offset: number, limit: number) =>
    all.tasks.lately(all.tasks.idsByChange(project, offset, limit)).map(({ id }) => ids.indexOf(id));
  expect(order(0, 10)).toEqual([1, 3, 0, 2]);
  expect(order(1, 2)).toEqual([3, 0]);
});
