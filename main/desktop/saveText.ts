import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import writeFileAtomic from 'write-file-atomic';
import type { DesktopAnswer, DesktopInput } from '../contract/desktop.ts';

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
    await writeFileAtomic(filePath, text);
    return { status: 'saved', path: filePath };
  } catch (error) {
    return { status: 'failed', reason: inWords(filePath, error) };
  }
}
