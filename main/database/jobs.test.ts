import { expect, it } from 'vitest';
import { testDatabase, testProject } from './testDatabase.ts';

function withStorage() {
  const database = testDatabase();
  const { all } = database;
  const { project, user } = testProject(database);
  const fields = { project_id: project, path: '/a', title: null, description: null, regex_filter: null, own: null };
  const storage = all.importStorages.insert({ ...fields, use_blob_urls: 1, synchronizable: 1, now: 1 });
  const job = (of = storage) => all.jobs.insert('sync', project, of, user, 1);
  const ended = (of?: number) => {
    const id = job(of);
    all.jobs.finish(id, 'completed', {}, null, 2);
    return id;
  };
  return { all, storage, job, ended };
}

it('keeps the newest ended jobs of a storage, and those that have not ended', () => {
  const { all, storage, job, ended } = withStorage();
  const waiting = job();
  const other = ended(storage + 1);
  const ids = [ended(), ended(), ended(), ended()];
  all.jobs.keepNewest(storage, 2);
  expect(all.jobs.ofStorage(storage, 9).map(({ id }) => id)).toEqual([ids[3], ids[2], waiting]);
  all.jobs.keepNewest(storage, 9);
  expect(all.jobs.ofStorage(storage, 9)).toHaveLength(3);
  expect(all.jobs.byId(other)).toBeDefined();
});

it('removes the jobs of storages that are no more', () => {
  const { all, storage, ended } = withStorage();
  const [kept, orphan] = [ended(), ended(storage + 1)];
  all.jobs.removeOrphans();
  expect([all.jobs.byId(kept)?.id, all.jobs.byId(orphan)]).toEqual([kept, undefined]);
});

it('lists and counts what a sync could not take in the order in which it came, whole and by a search', () => {
  const { all, storage } = withStorage();
  const issue = (path: string, of = storage) =>
    all.syncIssues.insert({ storage_id: of, path, place: 'file', number: 0, reason: 'it is empty', advice: '' });
  const ids = ['z', 'a', 'm'].map((path) => issue(path));
  const page = (like: string | null, limit: number, offset: number) =>
    all.syncIssues.page({ storage, like, reason: null }, limit, offset).map(({ id }) => id);
  expect([
    all.syncIssues.count({ storage, like: null, reason: null }),
    all.syncIssues.count({ storage, like: '%m it%', reason: null }),
  ]).toEqual([3, 1]);
  expect([page(null, 2, 1), page('%EMPTY%', 9, 0), page('%m it%', 9, 0)]).toEqual([ids.slice(1), ids, [ids[2]]]);
});
