import type { Database } from './open.ts';
import type { AnnotationRow, OutboxRow } from './rows.ts';

/** What still has to happen in the export folders. It is filled in the transaction that changes the annotation. */
export function outboxRepository(db: Database) {
  // A version never comes again, also not after its row is gone: whoever was slow must not settle a newer row.
  const put = db.prepare(
    `INSERT INTO export_outbox (storage_id, annotation_id, action, annotation_created_at, version)
     VALUES (?, ?, ?, ?, 1 + abs(random() % 9007199254740990))
     ON CONFLICT DO UPDATE SET action = excluded.action, annotation_created_at = excluded.annotation_created_at,
       version = excluded.version, problem = NULL`,
  );
  const ofAnnotation = db.prepare<[number], OutboxRow>('SELECT * FROM export_outbox WHERE annotation_id = ?');
  const ofStorage = db.prepare<[number, number, number], OutboxRow>(
    'SELECT * FROM export_outbox WHERE storage_id = ? AND annotation_id > ? ORDER BY annotation_id LIMIT ?',
  );
  const between = db.prepare<[number, number, number], OutboxRow>(
    'SELECT * FROM export_outbox WHERE storage_id = ? AND annotation_id BETWEEN ? AND ?',
  );
  const storages = db.prepare<[], number>('SELECT DISTINCT storage_id FROM export_outbox').pluck();
  const counts = db.prepare<[number], { waiting: number; failed: number }>(
    'SELECT count(*) AS waiting, count(problem) AS failed FROM export_outbox WHERE storage_id = ?',
  );
  const done = db.prepare('DELETE FROM export_outbox WHERE storage_id = ? AND annotation_id = ? AND version = ?');
  const fail = db.prepare('UPDATE export_outbox SET problem = ? WHERE storage_id = ? AND annotation_id = ?');
  const failures = db.prepare<[number, number], OutboxRow>(
    'SELECT * FROM export_outbox WHERE storage_id = ? AND problem IS NOT NULL ORDER BY annotation_id LIMIT ?',
  );
  const isCurrent = db
    .prepare<[number, number, number], number>(
      'SELECT 1 FROM export_outbox WHERE storage_id = ? AND annotation_id = ? AND version = ?',
    )
    .pluck();
  const dropRemovals = db.prepare("DELETE FROM export_outbox WHERE storage_id = ? AND action = 'remove'");
  const removeOfStorage = db.prepare('DELETE FROM export_outbox WHERE storage_id = ?');
  return {
    putWriting: (storage: number, annotation: number) => put.run(storage, annotation, 'write', null),
    putRemoval: (storage: number, { id, created_at }: Pick<AnnotationRow, 'id' | 'created_at'>) =>
      put.run(storage, id, 'remove', created_at),
    ofAnnotation: (annotation: number) => ofAnnotation.all(annotation),
    ofStorage: (storage: number, afterAnnotation: number, limit: number) =>
      ofStorage.all(storage, afterAnnotation, limit),
    /** What waits for annotations of these ids, both ends included. */
    between: (storage: number, first: number, last: number) => between.all(storage, first, last),
    /** Storages for which something waits. */
    storages: () => storages.all(),
    counts: (storage: number) => counts.get(storage) as { waiting: number; failed: number },
    /** Takes a row out unless the annotation was changed again meanwhile. */
    done: (row: Pick<OutboxRow, 'storage_id' | 'annotation_id' | 'version'>) =>
      done.run(row.storage_id, row.annotation_id, row.version),
    /** Whether a row that was read before still says what is to do. */
    isCurrent: (row: Pick<OutboxRow, 'storage_id' | 'annotation_id' | 'version'>) =>
      isCurrent.get(row.storage_id, row.annotation_id, row.version) === 1,
    /** For a storage that gets another folder: what was to go lies in the old one. */
    dropRemovals: (storage: number) => dropRemovals.run(storage),
    fail: (storage: number, annotation: number, problem: string) => fail.run(problem, storage, annotation),
    failures: (storage: number, limit: number) => failures.all(storage, limit),
    removeOfStorage: (storage: number) => removeOfStorage.run(storage),
  };
}
