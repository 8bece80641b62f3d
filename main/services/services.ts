import type { Core } from './core.ts';
import type { Outbox } from './exports/outbox.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { RootKeeper } from './rootKeeper.ts';
import type { Serving } from './serveFile.ts';
import type { SettingsInForce } from './settings.ts';
import type { TaskLists } from './taskLists.ts';

/** Everything that the routes call. */
export interface Services extends Core {
  jobs: Jobs;
  outbox: Outbox;
  taskLists: TaskLists;
  serving: Serving;
  /** Keeps tasks in step with the document root. */
  root: RootKeeper;
  /** Reads the settings again, and tells whoever watches when they are others. */
  reloadSettings: () => SettingsInForce;
  /** Where the files of the sample project lie. */
  sampleFolder: string;
  version: string;
  /** Makes a one-time code that signs a browser in as this user. */
  makeSignInCode: (userId: number) => string;
  /** The user of a code, which is used up by this; null when there is no such code. */
  takeSignInCode: (code: string) => number | null;
}
