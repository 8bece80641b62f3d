import { isAbsolute } from 'node:path';
import { FOLDER_MISSING, NAMED_ROOT } from '../contract/storages.ts';
import { isBelow, isSameOrInside, joinPath, normalizePath } from '../domain/paths.ts';
import { pathState, realPathOrSame } from '../files/probe.ts';
import type { User } from './access.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { platform } from './settings.ts';

const DISABLED =
  'Serving of local files is disabled. Set LOCAL_FILES_SERVING_ENABLED=true, or choose a document root in Larder, then try again.';

/** The same words whatever is the matter: whoever is no owner learns nothing about the machine from them. */
export const unusablePath = (path: string) =>
  invalidRequest(
    `Path "${path}" cannot be used. It has to be a folder below the document root that can be read, and none of a project that you are no member of. Ask the owner for such a folder.`,
  );

const exampleFor = (core: Core, user: User) =>
  user.is_owner ? `, for example "${joinPath(core.settings().document_root.value, 'dataset1')}"` : '';

/** Why a folder cannot be one of a storage, in the order that clients know; null when it can. The owner gets the root named. */
async function faultOf(path: string, core: Core, user: User): Promise<string | null> {
  const settings = core.settings();
  const root = settings.document_root.value;
  const named = user.is_owner ? `${NAMED_ROOT}"${root}"` : 'the document root';
  const example = exampleFor(core, user);
  const state = await pathState(path);
  if (state === 'missing') return `Path "${path}" ${FOLDER_MISSING}`;
  if (state === 'denied') return `Path "${path}" cannot be read: the system does not permit it.`;
  if (state === 'file') return `Path "${path}" is a file, not a folder. Choose the folder that holds it.`;
  if (path === root) {
    return `Path "${path}" cannot be the same as ${named}. Choose a folder inside it${example}.`;
  }
  if (!isBelow(root, path)) {
    return `Path "${path}" must be a folder below ${named}${example}. Choose such a folder, or change the document root.`;
  }
  const real = await realPathOrSame(path);
  if (isSameOrInside(core.dataDir, real))
    return `Path "${path}" is where Larder keeps its own data. Choose another folder.`;
  if (!settings.follow_links.value && !isBelow(await realPathOrSame(root), real)) {
    return `Path "${path}" is a link that leads out of ${named}. Choose the folder itself, or switch “Follow links” on (the setting follow_links).`;
  }
  return settings.serving_enabled.value ? null : DISABLED;
}

/** Checks the folder of a storage that is there already, for somebody who sees that storage. Throws a Refusal that says what to do. */
export async function checkStoredPath(path: string, core: Core, user: User): Promise<void> {
  const fault = await faultOf(path, core, user);
  if (fault) throw invalidRequest(fault);
}

/** The path for a storage, normalized and checked: set, there, a folder, below the document root, serving enabled. Throws a Refusal that says what to do. */
export async function checkStoragePath(given: string | null | undefined, core: Core, user: User): Promise<string> {
  const { document_root, serving_enabled } = core.settings();
  const path = normalizePath(given ?? '', platform);
  const example = exampleFor(core, user);
  if (!path) throw invalidRequest(`The path must be set. Give the absolute path of a folder${example}.`);
  if (!isAbsolute(path)) {
    throw invalidRequest(`Path "${path}" does not exist: it is not absolute. Give the whole path${example}.`);
  }
  if (user.is_owner) await checkStoredPath(path, core, user);
  else if (!serving_enabled.value) throw invalidRequest(DISABLED);
  // What lies outside of the root is not even looked at.
  else if (!isBelow(document_root.value, path) || (await faultOf(path, core, user))) throw unusablePath(path);
  return path;
}
