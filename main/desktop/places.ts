import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { defaultDataDir } from '../contract/host.ts';
import type { DesktopSettings } from './desktopSettings.ts';

const bundles = import.meta.dirname;

/** The server is a program of its own and cannot look into the archive that the app is packed in. */
export const serverEntry = (): string => path.join(bundles, 'larder.cjs').replace('app.asar', 'app.asar.unpacked');

export const preloadFile = path.join(bundles, 'preload.cjs');

const ownScreen = (name: string) => pathToFileURL(path.join(bundles, 'trouble', name)).href;
export const troubleUrl = ownScreen('index.html');
export const startingUrl = ownScreen('starting.html');

/** Where the program of the server comes from when it is not Electron itself: development and tests. */
export const otherNode = (): string | undefined => (app.isPackaged ? undefined : process.env.LARDER_NODE);

export const DATA_FOLDER_VARIABLE = 'LARDER_DATA_DIR';

/** The data folder: a variable that is set wins, then what was chosen, then where every Larder of this person looks. */
export function dataFolder(settings: DesktopSettings): { path: string; lockedBy: string | null } {
  const named = process.env[DATA_FOLDER_VARIABLE];
  if (named) return { path: path.resolve(named), lockedBy: DATA_FOLDER_VARIABLE };
  return { path: settings.dataDir ?? defaultDataDir(), lockedBy: null };
}

/** In development the page comes from Vite's server, which passes every call on to ours: at which address. */
const developmentPage = (): string | undefined => (app.isPackaged ? undefined : process.env.LARDER_PAGE);

/** The address of the server as the window has it. */
export function inWindow(address: string): string {
  const page = developmentPage();
  if (!page) return address;
  const { pathname, search } = new URL(address);
  return new URL(pathname + search, page).href;
}
