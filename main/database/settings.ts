import type { Database } from './open.ts';

/** Settings that were chosen in Larder itself; variables and flags are looked up elsewhere. */
export function settingRepository(db: Database) {
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const set = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM setting WHERE name = ?');
  return {
    get: (name: string): string | null => get.get(name) ?? null,
    set(name: string, value: string | null) {
      if (value === null) remove.run(name);
      else set.run(name, value);
    },
  };
}
