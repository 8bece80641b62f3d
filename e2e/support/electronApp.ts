import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { OWNER_TOKEN } from './client.ts';
import { environment, node, project } from './process.ts';

export interface Launch {
  folder: string;
  dataDir: string;
  variables?: Record<string, string>;
  args?: string[];
  /** What Electron runs; the app of this project if none is named. */
  program?: string;
}

/** What a desktop session gives to a program, and nothing of Larder's. */
const OF_THE_SESSION = ['DISPLAY', 'XAUTHORITY', 'TMPDIR', 'ELECTRON_OVERRIDE_DIST_PATH', 'SYSTEMROOT', 'TEMP'];

function launchOf({ folder, dataDir, variables = {}, args = [], program = project }: Launch) {
  const userData = path.join(folder, 'user-data');
  mkdirSync(userData, { recursive: true });
  writeFileSync(path.join(userData, 'desktop.json'), JSON.stringify({ dataDir }));
  const session = OF_THE_SESSION.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const own = { HOME: folder, LARDER_TOKEN: OWNER_TOKEN, LARDER_NODE: node };
  return {
    args: [`--user-data-dir=${userData}`, ...args, program],
    cwd: folder,
    env: environment({ ...Object.fromEntries(session), ...own, ...variables }),
  };
}

/** Starts the desktop app with folders of its own. An Electron older than 30 cannot load SQLite: the server then runs on Node. */
export const launchElectron = (launch: Launch): Promise<ElectronApplication> => _electron.launch(launchOf(launch));

/** Starts the app once more while the first one runs; answers its exit code. Playwright would stumble over so short a life. */
export function startAgain(first: ElectronApplication, launch: Launch): Promise<number | null> {
  const { args, ...options } = launchOf(launch);
  const child = spawn(first.process().spawnfile, ['--no-sandbox', ...args], { ...options, stdio: 'ignore' });
  return new Promise((resolve) => child.on('exit', resolve));
}

/** What the next native folder dialogs answer: a folder, or null for Cancel. */
export async function answerPicker(app: ElectronApplication, folder: string | null): Promise<void> {
  await app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({ canceled: picked === null, filePaths: picked === null ? [] : [picked] });
  }, folder);
}

/** What the next native dialogs about saving answer: a file, or null for Cancel. */
export async function answerSaving(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, picked) => {
    dialog.showSaveDialog = async () => ({ canceled: picked === null, filePath: picked ?? '' });
  }, file);
}
