import type { Logger } from 'pino';
import type { LarderEvent } from '../contract/larder.ts';
import type { Repositories } from '../database/index.ts';
import type { WriteTurn } from '../database/writeTurn.ts';
import type { EventHub } from './events.ts';
import type { SettingsInForce } from './settings.ts';

/** What every service stands on. */
export interface Core {
  repositories: Repositories;
  turn: WriteTurn;
  events: EventHub<LarderEvent>;
  log: Logger;
  /** The settings as they are in force now. */
  settings: () => SettingsInForce;
  /** Larder's own folder, without links: nothing in it is imported, served or exported to. */
  dataDir: string;
}

/** One transaction in its turn: durable when it resolves. */
export const write = <T>(core: Core, work: () => T): Promise<T> =>
  core.turn.run(() => core.repositories.transaction(work));
