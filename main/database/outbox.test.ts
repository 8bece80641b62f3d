import { expect, test } from 'vitest';
import type { OutboxRow } from './rows.ts';
import { testDatabase, testProject } from './testDatabase.ts';

function outboxOfOne() {
  const database = testDatabase();
  const { project } = testProject(database);
  const { exportStorages, outbox } = database.all;
  const fields = {
    path: '/x',
    title: null,
    description: null,
    regex_filter: null,
    use_blob_urls: 0,
    synchronizable: 1,
  } as const;
  const storage = exportStorages.insert({ project_id: project, ...fields, own: 1, now: 1 });
  const row = () => outbox.ofAnnotation(7)[0] as OutboxRow;
  return { outbox, storage, row };
}

test('who settles a row late does not settle the one that came after it', () => {
  const { outbox, storage, row } = outboxOfOne();
  outbox.putWriting(storage, 7);
  const late = row();
  outbox.done(late);
  outbox.putWriting(storage, 7);
  outbox.done(late);
  expect(outbox.isCurrent(late)).toBe(false);
  expect(outbox.isCurrent(row())).toBe(true);
  expect(outbox.counts(storage).waiting).toBe(1);
});

test('a change while a row waits makes it another one', () => {
  const { outbox, storage, row } = outboxOfOne();
  outbox.putWriting(storage, 7);
  const before = row();
  outbox.putRemoval(storage, { id: 7, created_at: 1 });
  outbox.done(before);
  expect(row().action).toBe('remove');
});

test('what waits for an annotation is found without reading all that waits', () => {
  const { db } = testDatabase();
  const plan = db.prepare('EXPLAIN QUERY PLAN SELECT * FROM export_outbox WHERE annotation_id = ?').all(1);
  expect(plan).toEqual([expect.objectContaining({ detail: expect.stringMatching(/^SEARCH /) })]);
});
