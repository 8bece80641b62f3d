import type { Database } from './open.ts';
import type { OutboxRow } from './rows.ts';

/** What still has to happen in the export folders. It is filled in the transaction that changes the annotation. */
export function outboxRepository(db: Database) {
  const put = db.prepare(
    `INSERT INTO export_outbox (storage_id, annotation_id, action, version) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET action = excluded.action, version = version + 1, problem = NULL`,
  );
  const ofAnnotation = db.prepare<[number], OutboxRow>('SELECT * FROM export_outbox WHERE annotation_id = ?');
  const ofStorage = db.prepare<[number, number, number], OutboxRow>(
    'SELECT * FROM export_outbox WHERE storage_id = ? AND annotation_id > ? ORDER BY annotation_id LIMIT ?',
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
  const removeOfStorage = db.prepare('DELETE FROM export_outbox WHERE storage_id = ?');
  return {
    put: (storage: number, annotation: number, action: OutboxRow['action']) => put.run(storage, annotation, action),
    ofAnnotation: (annotation: number) => ofAnnotation.all(annotation),
    ofStorage: (storage: number, afterAnnotation: number, limit: number) =>
      ofStorage.all(storage, afterAnnotation, limit),
    /** Storages for which something waits. */
    storages: () => storages.all(),
    counts: (storage: number) => counts.get(storage) as { waiting: number; failed: number },
    /** Takes a row out unless the annotation was changed again meanwhile. */
    done: (row: Pick<OutboxRow, 'storage_id' | 'annotation_id' | 'version'>) =>
      done.run(row.storage_id, row.annotation_id, row.version),
    fail: (storage: number, annotation: number, problem: string) => fail.run(problem, storage, annotation),
    failures: (storage: number, limit: number) => failures.all(storage, limit),
    removeOfStorage: (storage: number) => removeOfStorage.run(storage),
  };
}
