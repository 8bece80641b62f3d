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

interface SearchedIssues {
  storage: number;
  /** A pattern of LIKE for path and reason together; null: any. */
  like: string | null;
  /** null: any. */
  reason: string | null;
}
interface Page {
  limit: number;
  offset: number;
}

/** The bad files and items of the last sync of a storage. */
export function syncIssueRepository(db: Database) {
  const insert = db.prepare(
    'INSERT INTO sync_issue (storage_id, path, place, number, reason, advice) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const paths = db.prepare<[number], string>('SELECT DISTINCT path FROM sync_issue WHERE storage_id = ?').pluck();
  const countAll = db
    .prepare<[SearchedIssues], number>('SELECT count(*) FROM sync_issue WHERE storage_id = @storage')
    .pluck();
  const pageAll = db.prepare<[SearchedIssues & Page], SyncIssueRow>(
    'SELECT * FROM sync_issue WHERE storage_id = @storage ORDER BY id LIMIT @limit OFFSET @offset',
  );
  const wanted = `storage_id = @storage AND path || ' ' || reason LIKE ifnull(@like, '%') ESCAPE '\\'
    AND reason = ifnull(@reason, reason)`;
  const countWanted = db.prepare<[SearchedIssues], number>(`SELECT count(*) FROM sync_issue WHERE ${wanted}`).pluck();
  const pageWanted = db.prepare<[SearchedIssues & Page], SyncIssueRow>(
    `SELECT * FROM sync_issue WHERE ${wanted} ORDER BY id LIMIT @limit OFFSET @offset`,
  );
  /** Without a search nothing needs to be read but the index. */
  const isAll = ({ like, reason }: SearchedIssues) => like === null && reason === null;
  const reasons = db.prepare<[number, number], { reason: string; count: number }>(
    `SELECT reason, count(*) AS count FROM sync_issue WHERE storage_id = ?
     GROUP BY reason ORDER BY count(*) DESC, min(id) LIMIT ?`,
  );
  const last = db.prepare<[number], number | null>('SELECT max(id) FROM sync_issue WHERE storage_id = ?').pluck();
  const after = db.prepare<[number, number], { id: number; path: string }>(
    'SELECT id, path FROM sync_issue WHERE id > ? ORDER BY id LIMIT ?',
  );
  const setPath = db.prepare('UPDATE sync_issue SET path = ? WHERE id = ?');
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
    count: (searched: SearchedIssues) => (isAll(searched) ? countAll : countWanted).get(searched) as number,
    page: (searched: SearchedIssues, limit: number, offset: number) =>
      (isAll(searched) ? pageAll : pageWanted).all({ ...searched, limit, offset }),
    /** The most frequent reasons, and how often each is there. */
    reasons: (storage: number, limit: number) => reasons.all(storage, limit),
    /** The next rows of all storages behind an id. */
    after: (id: number, limit: number) => after.all(id, limit),
    setPath: (id: number, path: string) => setPath.run(path, id),
    remove: (id: number) => remove.run(id),
    /** Removes up to `limit` rows of a storage, none newer than `upTo`; answers how many. */
    removeSome: (storage: number, upTo: number, limit: number) => removeSome.run(storage, upTo, limit).changes,
  };
}
