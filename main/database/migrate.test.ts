import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DatabaseError } from './databaseError.ts';
import { migrateDatabase } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { testDatabase } from './testDatabase.ts';

test('a new database has the newest version and no backup', () => {
  const { db, folder } = testDatabase();
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(existsSync(path.join(folder, 'backups'))).toBe(false);
});

test('before a step that changes a database, the whole of it is copied', () => {
  const { db, file, folder, all } = testDatabase();
  all.settings.set('mark', 'kept');
  migrateDatabase(db, file, [...migrations, 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT']);
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length + 1);
  const [name, ...more] = readdirSync(path.join(folder, 'backups'));
  expect(more).toEqual([]);
  expect(name).toMatch(new RegExp(`^larder-v${migrations.length}-`));
  const backup = new Sqlite(path.join(folder, 'backups', name as string), { readonly: true });
  expect(backup.prepare('SELECT value FROM setting').pluck().get()).toBe('kept');
  expect(backup.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(backup.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'later'").pluck().get()).toBe(0);
  backup.close();
});

test('a step that fails changes nothing', () => {
  const { db, file } = testDatabase();
  const bad = [...migrations, 'CREATE TABLE half (id INTEGER) STRICT; SELECT nonsense FROM nowhere'];
  expect(() => migrateDatabase(db, file, bad)).toThrow();
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0);
});

test('a database of a newer Larder is refused with what to do', () => {
  const { db, file } = testDatabase();
  db.pragma(`user_version = ${migrations.length + 1}`);
  expect(() => migrateDatabase(db, file)).toThrow(DatabaseError);
  expect(() => migrateDatabase(db, file)).toThrow(/newer Larder.*another data folder/);
});
