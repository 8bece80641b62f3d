import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { DesktopAnswer, DesktopInput } from '../contract/desktop.ts';

/** Writes a file whole or not at all: one of that name stays as it was until the new one is on the disk. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.new`);
  try {
    const handle = await open(beside, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

const NOT_PERMITTED = 'it may not be written there. Choose another folder.';
const REASONS: Record<string, string> = {
  EACCES: NOT_PERMITTED,
  EPERM: NOT_PERMITTED,
  EROFS: NOT_PERMITTED,
  ENOSPC: 'the disk is full. Make room or choose another disk.',
  EISDIR: 'a folder has this name. Choose another name.',
  ENOENT: 'the folder does not exist any more. Choose another one.',
};

function inWords(file: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `"${file}" could not be saved: ${REASONS[code] ?? message}`;
}

/** Asks in the native dialog where a text goes, and saves it there. */
export async function saveText(
  window: BrowserWindow,
  { name, text }: DesktopInput<'saveText'>,
): Promise<DesktopAnswer<'saveText'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: path.basename(name) });
  if (canceled || !filePath) return { status: 'cancelled' };
  try {
    await writeWhole(filePath, text);
    return { status: 'saved', path: filePath };
  } catch (error) {
    return { status: 'failed', reason: inWords(filePath, error) };
  }
}
