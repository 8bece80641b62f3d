import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plainAnnotation, testDatabase, testProject } from '../../database/testDatabase.ts';
import { runExport } from './exportJob.ts';
import { JobContext } from './jobContext.ts';

/** A storage that may remove files, with annotations whose files it has written; `atTurn` runs when the job asks for its turn. */
function furnished(annotations: number, atTurn: (all: ReturnType<typeof testDatabase>['all'], turn: number) => void) {
  const database = testDatabase();
  const { all } = database;
  const { project } = testProject(database);
  const out = path.join(database.folder, 'out');
  const storage = all.exportStorages.insert({
    project_id: project,
    path: out,
    title: null,
    description: null,
    regex_filter: null,
    use_blob_urls: 0,
    synchronizable: 1,
    own: 1,
    now: 1,
  });
  const ids = all.transaction(() => {
    const task = all.tasks.insert(project, all.projects.takeInnerIds(project, 1), '{}', true, 1);
    return Array.from({ length: annotations }, () => {
      const id = all.annotations.insert(plainAnnotation(project, task));
      all.exportLinks.put(storage, id, 1);
      return id;
    });
  });
  let turn = 0;
  const context = new JobContext({
    repositories: all,
    takeTurn: async () => {
      atTurn(all, ++turn);
      return () => undefined;
    },
    waitForDisk: () => undefined,
    tell: () => undefined,
  });
  const run = () => runExport({ kind: 'export', storage, onlyNew: false, onlyWaiting: false }, context);
  return { all, out, storage, ids, run };
}

test.each([
  ['could not be written', 1, 1],
  ['was left waiting', 501, 2],
] as const)('an annotation deleted while its file %s: the file still has to go', async (_, many, when) => {
  const { all, storage, ids, run } = furnished(many, (all, turn) => {
    const last = ids.at(-1) as number;
    if (turn !== when) return;
    all.outbox.putRemoval(storage, { id: last, created_at: 1 });
    all.annotations.remove(last);
  });
  expect((await run()).status).toBe('failed');
  expect(all.outbox.ofAnnotation(ids.at(-1) as number)).toMatchObject([{ action: 'remove' }]);
});

test('a storage that gets another folder while it is exported is not completed: its folder has none of the files', async () => {
  const { out, storage, run } = furnished(1, (all) => all.exportStorages.change(storage, { path: `${out}-other` }));
  mkdirSync(out);
  expect(await run()).toMatchObject({
    status: 'cancelled',
    message: expect.stringMatching(/another folder.*Sync again/),
  });
});

test('a storage that may remove files only since the export began leaves none of a deleted annotation', async () => {
  const { all, out, storage, ids, run } = furnished(1, (all) => {
    all.exportStorages.change(storage, { can_delete_objects: 1 });
    all.annotations.remove(ids[0] as number);
  });
  mkdirSync(out);
  all.exportStorages.change(storage, { can_delete_objects: 0 });
  await run();
  expect(existsSync(path.join(out, `${ids[0]}.json`))).toBe(true);
  expect(all.outbox.ofAnnotation(ids[0] as number)).toMatchObject([{ action: 'remove' }]);
});
