import type { Database } from './open.ts';
import type { JobRow, JobStatus, SyncIssueRow } from './rows.ts';

/** Long work and how it ended. */
export function jobRepository(db: Database) {
  const insert = db.prepare(
    'INSERT INTO job (kind, project_id, storage_id, status, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const byId = db.prepare<[number], JobRow>('SELECT * FROM job WHERE id = ?');
  const ofStorage = db.prepare<[number, number], JobRow>(
    'SELECT * FROM job WHERE storage_id = ? ORDER BY id DESC LIMIT ?',
  );
  const removeOlder = db.prepare(
    `DELETE FROM job WHERE storage_id = ? AND finished_at IS NOT NULL
     AND id <= (SELECT id FROM job WHERE storage_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  );
  const removeOrphans = db.prepare(
    `DELETE FROM job WHERE storage_id NOT IN
       (SELECT id FROM local_files_import_storage UNION ALL SELECT id FROM local_files_export_storage)`,
  );
  const setStatus = db.prepare('UPDATE job SET status = ? WHERE id = ?');
  const finish = db.prepare('UPDATE job SET status = ?, counts = ?, message = ?, finished_at = ? WHERE id = ?');
  const unfinished = db.prepare<[], JobRow>("SELECT * FROM job WHERE status IN ('queued', 'in_progress')");
  return {
    insert: (kind: string, project: number, storage: number | null, user: number | null, now: number) =>
      Number(insert.run(kind, project, storage, 'queued', user, now).lastInsertRowid),
    byId: (id: number) => byId.get(id),
    ofStorage: (storage: number, limit: number) => ofStorage.all(storage, limit),
    /** Removes the ended jobs of a storage but the newest, this many. */
    keepNewest: (storage: number, number: number) => removeOlder.run(storage, storage, number),
    /** Removes the jobs of storages that are no more. */
    removeOrphans: () => removeOrphans.run(),
    setStatus: (id: number, status: JobStatus) => setStatus.run(status, id),
    finish: (id: number, status: JobStatus, counts: object, message: string | null, now: number) =>
      finish.run(status, JSON.stringify(counts), message, now, id),
    /** Jobs that a stop or a crash of the server left behind. */
    unfinished: () => unfinished.all(),
  };
}

/** The bad files and items of the last sync of a storage. */
export function syncIssueRepository(db: Database) {
  const insert = db.prepare(
    'INSERT INTO sync_issue (storage_id, path, place, number, reason, advice) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const paths = db.prepare<[number], string>('SELECT DISTINCT path FROM sync_issue WHERE storage_id = ?').pluck();
  const count = db.prepare<[number], number>('SELECT count(*) FROM sync_issue WHERE storage_id = ?').pluck();
  const countLike = db
    .prepare<[number, string], number>(
      "SELECT count(*) FROM sync_issue WHERE storage_id = ? AND path || ' ' || reason LIKE ? ESCAPE '\\'",
    )
    .pluck();
  const page = db.prepare<[number, number, number], SyncIssueRow>(
    'SELECT * FROM sync_issue WHERE storage_id = ? ORDER BY id LIMIT ? OFFSET ?',
  );
  const pageLike = db.prepare<[number, string, number, number], SyncIssueRow>(
    `SELECT * FROM sync_issue WHERE storage_id = ? AND path || ' ' || reason LIKE ? ESCAPE '\\' ORDER BY id LIMIT ? OFFSET ?`,
  );
  const last = db.prepare<[number], number | null>('SELECT max(id) FROM sync_issue WHERE storage_id = ?').pluck();
  const remove = db.prepare('DELETE FROM sync_issue WHERE id = ?');
  const removeSome = db.prepare(
    'DELETE FROM sync_issue WHERE id IN (SELECT id FROM sync_issue WHERE storage_id = ? AND id <= ? LIMIT ?)',
  );
  return {
    insert(issue: Omit<SyncIssueRow, 'id'>): number {
      const { storage_id, path, place, number, reason, advice } = issue;
      return Number(insert.run(storage_id, path, place, number, reason, advice).lastInsertRowid);
    },
    /** The newest row of a storage, 0 when it has none. */
    last: (storage: number) => last.get(storage) ?? 0,
    paths: (storage: number) => paths.all(storage),
    /** `like` is looked for in path and reason; null: all rows. */
    count: (storage: number, like: string | null) =>
      (like === null ? count.get(storage) : countLike.get(storage, like)) as number,
    page: (storage: number, like: string | null, limit: number, offset: number) =>
      like === null ? page.all(storage, limit, offset) : pageLike.all(storage, like, limit, offset),
    remove: (id: number) => remove.run(id),
    /** Removes up to `limit` rows of a storage, none newer than `upTo`; answers how many. */
    removeSome: (storage: number, upTo: number, limit: number) => removeSome.run(storage, upTo, limit).changes,
  };
}
