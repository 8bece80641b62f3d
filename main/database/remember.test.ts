import { expect, test } from 'vitest';
import { repositories } from './index.ts';
import { openJobDatabase } from './open.ts';
import { rememberer } from './remember.ts';
import { testDatabase, testProject } from './testDatabase.ts';

function remembering() {
  const database = testDatabase();
  const { all, db } = database;
  all.settings.set('a', '1');
  const remember = rememberer(db);
  let asked = 0;
  const value = () => {
    asked += 1;
    return all.settings.get('a') ?? undefined;
  };
  return { ...database, value: () => remember('a', value), asked: () => asked };
}

test('asks once while nothing changes, and again after each change of this connection', () => {
  const { all, value, asked } = remembering();
  expect([value(), value(), asked()]).toEqual(['1', '1', 1]);
  all.settings.set('a', '2');
  expect([value(), value(), asked()]).toEqual(['2', '2', 2]);
});

test('sees what another connection has committed', () => {
  const { file, value } = remembering();
  const other = openJobDatabase(file);
  expect(value()).toBe('1');
  repositories(other).settings.set('a', '2');
  expect(value()).toBe('2');
  other.close();
});

test('what a transaction saw is not kept: it may be rolled back', () => {
  const { all, value } = remembering();
  expect(() =>
    all.transaction(() => {
      all.settings.set('a', '2');
      expect(value()).toBe('2');
      throw new Error('rolled back');
    }),
  ).toThrow('rolled back');
  expect(value()).toBe('1');
});

test('what is missing is asked for again', () => {
  const { all, value } = remembering();
  all.settings.set('a', null);
  expect([value(), value()]).toEqual([undefined, undefined]);
  all.settings.set('a', '3');
  expect(value()).toBe('3');
});

test('a user who is removed beside the server is nobody at once, and a storage that goes opens nothing', () => {
  const database = testDatabase();
  const { all, file } = database;
  const { user, project } = testProject(database);
  const fields = { project_id: project, path: '/a', title: null, description: null, regex_filter: null, own: null };
  const storage = all.importStorages.insert({ ...fields, use_blob_urls: 1, synchronizable: 1, now: 1 });
  const token = Buffer.from('x');
  const other = openJobDatabase(file);
  const beside = repositories(other);
  for (let twice = 0; twice < 2; twice++) {
    expect(all.users.byTokenHash(token)?.id).toBe(user);
    expect(all.importStorages.projectsAt(['/a', '/'])).toEqual([project]);
  }
  beside.importStorages.markDeleted(storage, 1);
  beside.users.setToken(user, Buffer.from('y'));
  expect(all.users.byTokenHash(token)).toBeUndefined();
  expect(all.importStorages.projectsAt(['/a', '/'])).toEqual([]);
  other.close();
});
