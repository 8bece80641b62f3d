import { realpathSync } from 'node:fs';
import pino from 'pino';
import { type Repositories, repositories as repositoriesOf } from '../database/index.ts';
import { closeDatabase, openDatabase } from '../database/open.ts';
import { WriteTurn } from '../database/writeTurn.ts';
import type { Core } from './core.ts';
import { databaseFileIn, prepareDataFolder } from './dataFolder.ts';
import { EventHub } from './events.ts';
import { type SettingSources, settingsInForce } from './settings.ts';

/** Works on a data folder for a command, beside a running server too, and closes it whatever happens. Throws DatabaseError. */
export async function withRepositories<T>(
  folder: string,
  work: (repositories: Repositories) => T | Promise<T>,
): Promise<T> {
  prepareDataFolder(folder);
  const db = openDatabase(databaseFileIn(folder));
  try {
    return await work(repositoriesOf(db));
  } finally {
    closeDatabase(db);
  }
}

/** The services' ground without a server: enough to look and to explain. */
export function offlineCore(
  repositories: Repositories,
  dataDir: string,
  sources: Omit<SettingSources, 'chosen'>,
): Core {
  const settings = settingsInForce({ ...sources, chosen: repositories.settings });
  return {
    repositories,
    turn: new WriteTurn(),
    events: new EventHub(),
    log: pino({ level: 'silent' }),
    settings: () => settings,
    dataDir: realpathSync(dataDir),
  };
}
