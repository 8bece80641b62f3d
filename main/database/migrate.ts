import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseError } from './databaseError.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './open.ts';

/**
 * Copies the whole database, as it is now, beside itself: `backups/larder-v<version>.db`. It takes that name when it is
 * whole, in the place of an older one of the same version: a start that is killed again and again leaves one copy, not many.
 */
function backUp(db: Database, file: string, version: number): void {
  const folder = path.join(path.dirname(file), 'backups');
  const backup = path.join(folder, `larder-v${version}.db`);
  const unfinished = `${backup}.unfinished`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(unfinished, { force: true });
  db.prepare('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, backup);
}

export interface MigrationOptions {
  /** Called before what may take long: the backup and the steps of a database that holds something. */
  onMigrating?: (() => void) | undefined;
  steps?: readonly string[];
}

/**
 * Brings the schema to the newest version, one transaction a step, after a backup of a database that holds something.
 * Throws DatabaseError when a newer Larder wrote it.
 */
export function migrateDatabase(
  db: Database,
  file: string,
  { onMigrating, steps = migrations }: MigrationOptions = {},
): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) {
    throw new DatabaseError(
      `The database ${file} was written by a newer Larder (schema ${version}, this one knows ${steps.length}). Nothing was changed: start the newer Larder, or choose another data folder.`,
      file,
    );
  }
  if (version > 0 && version < steps.length) {
    onMigrating?.();
    backUp(db, file, version);
  }
  for (let step = version; step < steps.length; step++) {
    db.transaction(() => {
      db.exec(steps[step] as string);
      db.pragma(`user_version = ${step + 1}`);
    }).immediate();
  }
}
