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
}

/** What a desktop session gives to a program, and nothing of Larder's. */
const OF_THE_SESSION = ['DISPLAY', 'XAUTHORITY', 'TMPDIR', 'ELECTRON_OVERRIDE_DIST_PATH', 'SYSTEMROOT', 'TEMP'];

/** Starts the desktop app with folders of its own. An Electron older than 30 cannot load SQLite: the server then runs on Node. */
export function launchElectron({ folder, dataDir, variables = {}, args = [] }: Launch): Promise<ElectronApplication> {
  const userData = path.join(folder, 'user-data');
  mkdirSync(userData, { recursive: true });
  writeFileSync(path.join(userData, 'desktop.json'), JSON.stringify({ dataDir }));
  const session = OF_THE_SESSION.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return _electron.launch({
    args: [`--user-data-dir=${userData}`, ...args, project],
    cwd: folder,
    env: environment({
      ...Object.fromEntries(session),
      HOME: folder,
      LARDER_TOKEN: OWNER_TOKEN,
      LARDER_NODE: node,
      ...variables,
    }),
  });
}

/** What the next native folder dialogs answer: a folder, or null for Cancel. */
export async function answerPicker(app: ElectronApplication, folder: string | null): Promise<void> {
  await app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({ canceled: picked === null, filePaths: picked === null ? [] : [picked] });
  }, folder);
}
