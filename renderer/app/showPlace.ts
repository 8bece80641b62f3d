import { type Icon, IconCopy, IconFolderOpen } from '@tabler/icons-react';
import { desktop } from '../api/desktop.ts';
import { copyAndTell } from '../ui/copyText.ts';
import { tellProblem } from '../ui/notices.tsx';

interface WayToPlace {
  words: string;
  icon: Icon;
}

/** How this page leads to a file on the disk: the desktop app opens the file manager, a browser can only copy the path. */
export const wayToPlace: WayToPlace = desktop
  ? { words: 'Show in file manager', icon: IconFolderOpen }
  : { words: 'Copy the path', icon: IconCopy };

export async function showPlace(path: string): Promise<void> {
  if (!desktop) return copyAndTell('path', path);
  try {
    const { shown, reason } = await desktop.showInFileManager({ path });
    if (!shown) throw new Error(reason ?? 'The file manager does not open.');
  } catch (error) {
    tellProblem('Could not show it', error as Error);
  }
}
