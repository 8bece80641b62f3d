import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { DatabaseError } from './databaseError.ts';
import { migrateDatabase } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { taskRepository } from './tasks.ts';
import { testDatabase } from './testDatabase.ts';

test('a new database has the newest version and no backup', () => {
  const { db, folder } = testDatabase();
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(existsSync(path.join(folder, 'backups'))).toBe(false);
});

test('before the steps that change a database, the whole of it is copied, once', () => {
  const { db, file, folder, all } = testDatabase();
  const name = `larder-v${migrations.length}.db`;
  all.settings.set('mark', 'kept');
  // What a start left that was killed in the middle of the copy.
  mkdirSync(path.join(folder, 'backups'));
  writeFileSync(path.join(folder, 'backups', `${name}.unfinished`), 'half of a database');
  const later = ['CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT', 'CREATE TABLE last (id INTEGER) STRICT'];
  migrateDatabase(db, file, { steps: [...migrations, ...later] });
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length + 2);
  expect(readdirSync(path.join(folder, 'backups'))).toEqual([name]);
  const backup = new Sqlite(path.join(folder, 'backups', name), { readonly: true });
  expect(backup.prepare('SELECT value FROM setting').pluck().get()).toBe('kept');
  expect(backup.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(backup.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'later'").pluck().get()).toBe(0);
  backup.close();
});

test('starts whose step fails leave one copy, the newest', () => {
  const { db, file, folder, all } = testDatabase();
  for (const value of ['first', 'second']) {
    all.settings.set('mark', value);
    expect(() => migrateDatabase(db, file, { steps: [...migrations, 'SELECT nonsense FROM nowhere'] })).toThrow();
  }
  const [name = '', ...more] = readdirSync(path.join(folder, 'backups'));
  expect(more).toEqual([]);
  const backup = new Sqlite(path.join(folder, 'backups', name), { readonly: true });
  expect(backup.prepare('SELECT value FROM setting').pluck().get()).toBe('second');
  backup.close();
});

test('a step that fails changes nothing', () => {
  const { db, file } = testDatabase();
  const bad = [...migrations, 'CREATE TABLE half (id INTEGER) STRICT; SELECT nonsense FROM nowhere'];
  expect(() => migrateDatabase(db, file, { steps: bad })).toThrow();
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0);
});

test('a database of a newer Larder is refused with what to do', () => {
  const { db, file } = testDatabase();
  db.pragma(`user_version = ${migrations.length + 1}`);
  expect(() => migrateDatabase(db, file)).toThrow(DatabaseError);
  expect(() => migrateDatabase(db, file)).toThrow(/newer Larder.*another data folder/);
});

/** As the very first Larder wrote it: 2,500 tasks, some gone from the first thousand and the last. */
const FIRST_VERSION_ROWS = `
  INSERT INTO user (email, first_name, last_name, is_owner, token_hash, created_at) VALUES ('a@b.c', '', '', 1, x'01', 1);
  INSERT INTO project (title, description, label_config, created_by, created_at, last_inner_id, task_number)
    VALUES ('p', '', '<View/>', 1, 1, 2500, 2500);
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2500)
    INSERT INTO task (project_id, inner_id, data, allow_skip, created_at) SELECT 1, n, '{}', 1, 1 FROM numbers;
  DELETE FROM task WHERE inner_id IN (1, 7, 1000, 2400, 2500);
`;

test.each(migrations.map((_, at) => at + 1))('a database of version %i comes along whole', (version) => {
  const { file } = testDatabase();
  const db = new Sqlite(`${file}.old`);
  onTestFinished(() => void db.close());
  migrateDatabase(db, `${file}.old`, { steps: migrations.slice(0, 1) });
  db.exec(FIRST_VERSION_ROWS);
  migrateDatabase(db, `${file}.old`, { steps: migrations.slice(0, version) });
  migrateDatabase(db, `${file}.old`);
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const left = db.prepare('SELECT inner_id FROM task ORDER BY inner_id').pluck().all();
  const { innerIdAtPosition } = taskRepository(db);
  expect(left.map((_, position) => innerIdAtPosition(1, position))).toEqual(left);
});
