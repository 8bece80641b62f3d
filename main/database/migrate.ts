import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseError } from './databaseError.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './open.ts';

/** Copies the whole database, as it is now, beside itself: `backups/larder-v<version>-<time>.db`. */
function backUp(db: Database, file: string, version: number): void {
  const folder = path.join(path.dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  db.prepare('VACUUM INTO ?').run(path.join(folder, `larder-v${version}-${stamp}.db`));
}

/**
 * Brings the schema to the newest version, one transaction a step, with a backup before each step of a database that
 * holds something. Throws DatabaseError when a newer Larder wrote it.
 */
export function migrateDatabase(db: Database, file: string, steps: readonly string[] = migrations): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) {
    throw new DatabaseError(
      `The database ${file} was written by a newer Larder (schema ${version}, this one knows ${steps.length}). Nothing was changed: start the newer Larder, or choose another data folder.`,
      file,
    );
  }
  for (let step = version; step < steps.length; step++) {
    if (version > 0) backUp(db, file, step);
    db.transaction(() => {
      db.exec(steps[step] as string);
      db.pragma(`user_version = ${step + 1}`);
    }).immediate();
  }
}
