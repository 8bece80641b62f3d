import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import type { FolderContents, FolderListing } from '../contract/folders.ts';
import { directoryOf, isBelow, isSameOrInside, normalizePath } from '../domain/paths.ts';
import { proposeProject } from '../domain/projectProposal.ts';
import { placeOf } from '../domain/rootProposal.ts';
import { listFolders, makeFolder, type NamedFolder } from '../files/listFolders.ts';
import { errorInWords, pathState, realPathOrSame } from '../files/probe.ts';
import type { User } from './access.ts';
import { invalid } from './errors.ts';
import type { FolderTally, JobResult } from './jobs/protocol.ts';
import type { Services } from './services.ts';
import { platform } from './settings.ts';
import { requireOwner } from './users.ts';

const refused = (message: string) => invalid({ path: [message] });

/** The document root in force; null when nobody has chosen one. */
function chosenRoot(services: Services): string | null {
  const { value, origin } = services.settings().document_root;
  return origin === 'default' ? null : value;
}

/** A path as it was sent, normalized. Throws a Refusal when it is no folder that can be read. */
async function readableFolder(given: string | undefined): Promise<string> {
  const path = normalizePath(given ?? '', platform);
  if (!isAbsolute(path)) throw refused('Give the absolute path of a folder.');
  const state = await pathState(path);
  if (state === 'missing') throw refused(`"${path}" does not exist any more.`);
  if (state === 'denied') throw refused(`"${path}" cannot be read: the system does not permit it.`);
  if (state === 'file') throw refused(`"${path}" is a file, not a folder. Choose the folder that holds it.`);
  return path;
}

async function usualPlaces(): Promise<NamedFolder[]> {
  const home = homedir().replaceAll('\\', '/');
  const drives = process.platform === 'darwin' ? '/Volumes' : '/media';
  const mounted = await listFolders(drives).catch(() => []);
  return [{ name: 'Home', path: home }, ...mounted];
}

/** The folders in a folder, for choosing one: below the document root, or on the whole machine. Only for the owner. */
export async function listFolder(
  services: Services,
  user: User,
  { path: given, wholeMachine }: { path: string | undefined; wholeMachine: boolean },
): Promise<FolderListing> {
  requireOwner(user);
  const root = wholeMachine ? null : chosenRoot(services);
  const path = await readableFolder(given || root || homedir());
  if (root !== null && !isSameOrInside(root, path))
    throw refused(`"${path}" is outside of the document root "${root}".`);
  const folders = await listFolders(path).catch((error) => {
    throw refused(`"${path}" cannot be read: ${errorInWords(error)}.`);
  });
  const above = directoryOf(path);
  return {
    path,
    parent: path === root || above === path ? null : above,
    folders: folders.filter((folder) => folder.path !== services.dataDir),
    places: root === null ? await usualPlaces() : [],
  };
}

/** The deepest folder at or above a path that exists. */
async function existing(path: string): Promise<string> {
  let at = path;
  while ((await pathState(at)) === 'missing' && directoryOf(at) !== at) at = directoryOf(at);
  return at;
}

/** Makes a folder below the document root. Only for the owner. */
export async function createFolder(services: Services, user: User, given: string): Promise<{ path: string }> {
  requireOwner(user);
  const path = normalizePath(given, platform);
  const root = chosenRoot(services);
  if (root === null) throw refused('Choose a document root first: folders are made below it.');
  if (!isBelow(root, path)) throw refused(`Folders are made below the document root "${root}" only.`);
  // A link on the way must not lead out.
  const real = await realPathOrSame(await existing(path));
  if (!isSameOrInside(await realPathOrSame(root), real) || isSameOrInside(services.dataDir, real)) {
    throw refused(`"${path}" would lie outside of the document root, because a link leads there.`);
  }
  await makeFolder(path).catch((error) => {
    throw refused(`"${path}" cannot be made: ${errorInWords(error)}.`);
  });
  return { path };
}

/** Counts a folder by kind and proposes a project; `tell` gets what was counted so far. Resolves when all is counted. */
export async function countFolder(
  services: Services,
  path: string,
  recursive: boolean,
  watcher: { tell: (contents: FolderContents) => void; signal: AbortSignal },
): Promise<JobResult> {
  const { place, proposedRoot } = placeOf(path, chosenRoot(services));
  const { variable, origin } = services.settings().document_root;
  const locked = variable !== null || origin === 'command line';
  const tell = (tally: FolderTally, done: boolean) => {
    const folders = Math.max(0, tally.folders - 1);
    watcher.tell({
      ...tally,
      path,
      done,
      folders,
      place,
      proposed_root: locked ? null : proposedRoot,
      proposal: proposeProject({ path, folders, kinds: tally.kinds }),
    });
  };
  const order = {
    kind: 'count',
    path,
    recursive,
    dataDir: services.dataDir,
    followLinks: services.settings().follow_links.value,
  } as const;
  const result = await services.jobs.quick(order, {
    signal: watcher.signal,
    onProgress: (_, tally) => tally && tell(tally, false),
  });
  if (result.tally && !watcher.signal.aborted) {
    const problems = result.message ? [result.message, ...result.tally.problems] : result.tally.problems;
    tell({ ...result.tally, problems }, true);
  }
  return result;
}

/** What must hold before a folder is counted. Throws a Refusal. */
export async function folderToCount(user: User, given: string | undefined): Promise<string> {
  requireOwner(user);
  return readableFolder(given);
}
