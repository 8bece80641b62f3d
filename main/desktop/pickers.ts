import { stat } from 'node:fs/promises';
import { type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import { isDirectory, isInside, judgeFolder, judgeRoot, placeInRoot } from './folderJudge.ts';
import type { Handlers } from './ipc.ts';
import { logFolder } from './logs.ts';
import type { ServerSettings } from './serverLife.ts';

interface Ground {
  window: () => BrowserWindow;
  settings: () => ServerSettings;
  dataDir: () => string;
}

const WORDS = {
  import: { title: 'Choose the folder with your data', buttonLabel: 'Choose this folder' },
  export: { title: 'Choose the folder for annotations', buttonLabel: 'Save here' },
  root: { title: 'Choose the folder that Larder may read', buttonLabel: 'Allow this folder' },
};

/** The folder that a person picks; null when they pick none. */
export async function pickFolder(window: BrowserWindow, options: OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
    message: options.title ?? '',
    ...options,
  });
  return canceled ? null : (filePaths[0] ?? null);
}

type PickerName = 'chooseDocumentRoot' | 'chooseFolder' | 'resolveDropped' | 'showInFileManager';

/** The native dialogs. What they give is judged here, by real path: the page is not asked. */
export function pickers({ window, settings, dataDir }: Ground): Pick<Handlers, PickerName> {
  return {
    async chooseDocumentRoot({ startAt }) {
      const { granted, documentRoot } = settings();
      const defaultPath = startAt ?? (granted ? documentRoot : undefined);
      const folder = await pickFolder(window(), { ...WORDS.root, ...(defaultPath ? { defaultPath } : {}) });
      return folder === null ? { status: 'cancelled' } : judgeRoot(folder, settings());
    },
    async chooseFolder({ purpose, startAt }) {
      const { granted, documentRoot } = settings();
      const defaultPath = startAt ?? (granted ? documentRoot : undefined);
      const folder = await pickFolder(window(), { ...WORDS[purpose], ...(defaultPath ? { defaultPath } : {}) });
      return folder === null ? { status: 'cancelled' } : judgeFolder(folder, settings(), dataDir());
    },
    async resolveDropped({ paths }) {
      for (const place of paths) if (await isDirectory(place)) return judgeFolder(place, settings(), dataDir());
      return judgeFolder(paths[0] as string, settings(), dataDir());
    },
    async showInFileManager({ path: place }) {
      const isOwn = (await isInside(dataDir(), place)) || (await isInside(logFolder(), place));
      const seen = isOwn ? place : settings().granted ? await placeInRoot(place, settings()) : null;
      if (seen === null) {
        return { shown: false, reason: `"${place}" is not inside the document root, so Larder does not show it.` };
      }
      const there = await stat(seen).catch(() => null);
      if (!there) return { shown: false, reason: `"${place}" does not exist any more.` };
      shell.showItemInFolder(seen);
      return { shown: true, reason: null };
    },
  };
}
