import { expect, test } from 'vitest';
import { waitForDisk } from '../../database/open.ts';
import { testDatabase, testProject } from '../../database/testDatabase.ts';
import { addressMemory } from '../addressRoot.ts';
import { JobContext } from './jobContext.ts';
import { runRebase } from './rebaseJob.ts';

const ORDER = { kind: 'rebase', to: '/srv', choices: { document_root: '/srv' } } as const;
const TASKS = 2500;

/** Tasks with links to files of a storage at `path`, relative to `/srv/data`. */
function furnished(path: string) {
  const database = testDatabase();
  const { all } = database;
  const { project } = testProject(database);
  const storage = all.importStorages.insert({
    project_id: project,
    path,
    title: null,
    description: null,
    regex_filter: null,
    use_blob_urls: 1,
    synchronizable: 1,
    own: 0,
    now: 1,
  });
  addressMemory(all).setRoot('/srv/data');
  all.transaction(() => {
    let innerId = all.projects.takeInnerIds(project, TASKS);
    for (let at = 0; at < TASKS; at++) {
      const task = all.tasks.insert(project, innerId++, `{"a":"/data/local-files/?d=ds/${at}","n":1.0}`, true, 1);
      all.importLinks.insert(task, storage, `ds/${at}`, 0, null);
    }
  });
  const context = new JobContext({
    repositories: all,
    takeTurn: async () => () => undefined,
    waitForDisk: (waits) => waitForDisk(database.db, waits),
    tell: () => undefined,
  });
  const state = () => {
    const { data, file_path, updated_at } = all.tasks.byId(TASKS) ?? {};
    const known = all.importLinks.tasksOfFile(storage, file_path ?? '');
    return [data, file_path, updated_at, known, addressMemory(all).root(), all.settings.get('document_root')];
  };
  return { context, state };
}

const data = (rel: string) => `{"a":"/data/local-files/?d=${rel}","n":1.0}`;

test('links, addresses and the choice change together, and no task counts as changed', async () => {
  const { context, state } = furnished('/srv/data/ds');
  expect((await runRebase(ORDER, context)).status).toBe('completed');
  const rel = `data/ds/${TASKS - 1}`;
  expect(state()).toEqual([data(rel), rel, null, 1, '/srv', '/srv']);
  expect(context.counts).toMatchObject({ found: TASKS, created: TASKS });
});

test('a storage that came outside meanwhile: nothing changes', async () => {
  const { context, state } = furnished('/srv-2/ds');
  const before = state();
  expect((await runRebase(ORDER, context)).status).toBe('failed');
  expect(state()).toEqual(before);
});

test('cancelled in the middle: nothing changes', async () => {
  const { context, state } = furnished('/srv/data/ds');
  const before = state();
  context.cancelled = true;
  expect((await runRebase(ORDER, context)).status).toBe('cancelled');
  expect(context.counts.found).toBeGreaterThan(0);
  expect(state()).toEqual(before);
});
