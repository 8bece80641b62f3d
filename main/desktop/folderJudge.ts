import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PickedFolder } from '../contract/desktop.ts';
import type { ServerSettings } from './serverLife.ts';

const real = (place: string): Promise<string> => realpath(place).catch(() => path.resolve(place));

export const isDirectory = (place: string): Promise<boolean> =>
  stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** The way from a folder to a place at or below it; null for any other place. */
function wayDown(folder: string, place: string): string | null {
  const way = path.relative(folder, place);
  return way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way) ? null : way;
}

/** The place as it is seen from the document root, whatever links lie between; null when it is not at or below it. */
export async function placeInRoot(place: string, settings: ServerSettings): Promise<string | null> {
  const root = path.resolve(settings.documentRoot);
  if (settings.followLinks && wayDown(root, path.resolve(place)) !== null) return path.resolve(place);
  const way = wayDown(await real(root), await real(place));
  return way === null ? null : path.join(root, way);
}

export const isInside = async (folder: string, place: string): Promise<boolean> =>
  wayDown(await real(folder), await real(place)) !== null;

const refused = (folder: string, reason: string): PickedFolder => ({ status: 'refused', path: folder, reason });

const NO_FOLDER = 'is not a folder that can be read. Choose a folder.';

/** Whether tasks may come from a folder, or annotations go into it: only truly below the document root. */
export async function judgeFolder(given: string, settings: ServerSettings, dataDir: string): Promise<PickedFolder> {
  const { documentRoot, granted, lockedBy } = settings;
  const folder = path.resolve(given);
  if (!(await isDirectory(folder))) return refused(folder, `"${folder}" ${NO_FOLDER}`);
  if (await isInside(dataDir, folder)) {
    return refused(folder, `"${folder}" is where Larder keeps its own data. Choose another folder.`);
  }
  if (!granted && !lockedBy) {
    return refused(folder, 'No document root is chosen yet: the folder above the data that Larder may read.');
  }
  const seen = await placeInRoot(folder, settings);
  if (seen === null) {
    const change = lockedBy ? `${lockedBy} sets it.` : 'Choose another folder, or change the document root.';
    return refused(folder, `"${folder}" is not inside the document root "${documentRoot}". ${change}`);
  }
  if (seen === path.resolve(documentRoot)) {
    return refused(folder, `"${folder}" is the document root itself. Choose a folder inside it.`);
  }
  return { status: 'chosen', path: seen };
}

/** A document root may be any folder, unless something else decides it. */
export async function judgeRoot(given: string, { lockedBy }: ServerSettings): Promise<PickedFolder> {
  const folder = path.resolve(given);
  if (lockedBy) return refused(folder, `${lockedBy} sets the document root. Unset it to choose one here.`);
  if (!(await isDirectory(folder))) return refused(folder, `"${folder}" ${NO_FOLDER}`);
  return { status: 'chosen', path: folder };
}
