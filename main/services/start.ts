import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { inWordsIfDamaged } from '../database/databaseError.ts';
import { type Repositories, repositories as repositoriesOf } from '../database/index.ts';
import { closeDatabase, openDatabase } from '../database/open.ts';
import { WriteTurn } from '../database/writeTurn.ts';
import { nowMicros } from '../domain/timestamps.ts';
import { realPathOrSame } from '../files/probe.ts';
import { rememberAddresses } from './addressRoot.ts';
import type { Core } from './core.ts';
import type { DataFolder } from './dataFolder.ts';
import { EventHub } from './events.ts';
import { Outbox } from './exports/outbox.ts';
import { Jobs } from './jobs/jobs.ts';
import { JobThreads } from './jobs/jobThreads.ts';
import { recoverImports, recoverJobs } from './recover.ts';
import { RootKeeper } from './rootKeeper.ts';
import { Serving } from './serveFile.ts';
import type { Services } from './services.ts';
import { type SettingSources, SettingsError, settingsInForce } from './settings.ts';
import { SignInCodes } from './signInCodes.ts';
import { TaskLists } from './taskLists.ts';
import { hashSecret } from './tokens.ts';
import { createUser, OWNER_EMAIL } from './users.ts';

/**
 * A short sync need not wait for a long one, and neither for the clearing away of what was deleted. Lists of tasks are made one at a
 * time, and never at the cost of anything else.
 */
const PLACES = { long: 3, quick: 2, list: 1 };

export interface StartOptions {
  folder: DataFolder;
  token: string;
  sources: Omit<SettingSources, 'chosen'>;
  jobThread: URL | string;
  sampleFolder: string;
  version: string;
  log: Logger;
  /** Called when the database must be brought up to date first, which may take long. */
  onMigrating: () => void;
}

interface RunningServices {
  services: Services;
  /** Cancels jobs, flushes exports, folds the log into the database and closes it. */
  stop: () => Promise<void>;
}

/** The owner is there from the first start on; their token is the one that this start was given. */
async function ensureOwner({ repositories, turn }: Core, token: string): Promise<void> {
  const owner = repositories.users.owner();
  const known = repositories.users.byTokenHash(hashSecret(token));
  if (owner && known?.id === owner.id) return;
  if (known) {
    throw new SettingsError(`The token that was given is that of ${known.email}. Give the owner one of their own.`);
  }
  await turn.run(() =>
    owner
      ? repositories.users.setToken(owner.id, hashSecret(token))
      : createUser(repositories, { email: OWNER_EMAIL }, { owner: true, token }),
  );
}

function anyDeleted({ projects, importStorages, exportStorages }: Repositories): boolean {
  return [projects, importStorages, exportStorages].some((rows) => rows.deletedUntil(nowMicros()).length > 0);
}

/** Opens the data folder and everything that works on it. Throws DatabaseError and SettingsError. */
export async function startServices(options: StartOptions): Promise<RunningServices> {
  try {
    return await runServices(options);
  } catch (error) {
    throw inWordsIfDamaged(error, options.folder.databaseFile);
  }
}

async function runServices(options: StartOptions): Promise<RunningServices> {
  const { folder, log, version } = options;
  const db = openDatabase(folder.databaseFile, options);
  const repositories = repositoriesOf(db);
  const sources: SettingSources = { ...options.sources, chosen: repositories.settings };
  let settings = settingsInForce(sources);
  const core: Core = {
    repositories,
    turn: new WriteTurn(),
    events: new EventHub(),
    log,
    settings: () => settings,
    dataDir: await realPathOrSame(folder.path),
  };
  await ensureOwner(core, options.token);
  await recoverJobs(core);
  await rememberAddresses(core);
  const threads = new JobThreads({
    entry: options.jobThread,
    databaseFile: folder.databaseFile,
    turn: core.turn,
    places: PLACES,
  });
  const jobs = new Jobs(core, threads);
  const reloadSettings = () => {
    const before = settings;
    settings = settingsInForce(sources);
    if (!isDeepStrictEqual(settings, before)) core.events.tell({ type: 'settings' });
    return settings;
  };
  const settingsWith = (choices: Record<string, string | null>) => {
    const get = (name: string) => (name in choices ? (choices[name] ?? null) : sources.chosen.get(name));
    return settingsInForce({ ...sources, chosen: { ...sources.chosen, get } });
  };
  const root = new RootKeeper({ ...core, jobs, reloadSettings, settingsWith });
  const outbox = new Outbox(core);
  const codes = new SignInCodes();
  const services: Services = {
    ...core,
    jobs,
    outbox,
    taskLists: new TaskLists(core, jobs),
    serving: new Serving(core),
    root,
    reloadSettings,
    version,
    sampleFolder: options.sampleFolder,
    makeSignInCode: (user) => codes.make(user),
    takeSignInCode: (code) => codes.take(code),
  };
  recoverImports(core, jobs);
  outbox.pushAll().catch((error) => log.error({ err: error }, 'the outbox broke'));
  if (anyDeleted(repositories)) jobs.purgeNowAndLater();
  await root.followSoon();
  log.info({ startedAt: nowMicros() }, 'services started');
  return {
    services,
    async stop() {
      await jobs.stop();
      await outbox.stop();
      closeDatabase(db);
      folder.release();
    },
  };
}
