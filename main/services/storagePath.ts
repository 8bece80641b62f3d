import { isAbsolute } from 'node:path';
import { FOLDER_MISSING } from '../contract/storages.ts';
import { isBelow, isSameOrInside, joinPath, normalizePath } from '../domain/paths.ts';
import { pathState, realPathOrSame } from '../files/probe.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { platform } from './settings.ts';

const ROOT = 'LOCAL_FILES_DOCUMENT_ROOT';

/**
 * The path of a storage, normalized and checked in the order that clients know: set, there, a folder, not the document
 * root, below the document root, serving enabled. Throws a Refusal that says what to do.
 */
export async function checkStoragePath(given: string | null | undefined, core: Core): Promise<string> {
  const settings = core.settings();
  const path = normalizePath(given ?? '', platform);
  const root = settings.document_root.value;
  const example = joinPath(root, 'dataset1');
  if (!path)
    throw invalidRequest(`The path must be set. Give the absolute path of a folder, for example "${example}".`);
  if (!isAbsolute(path)) {
    throw invalidRequest(
      `Path "${path}" does not exist: it is not absolute. Give the whole path, for example "${example}".`,
    );
  }
  const state = await pathState(path);
  if (state === 'missing') throw invalidRequest(`Path "${path}" ${FOLDER_MISSING}`);
  if (state === 'denied') throw invalidRequest(`Path "${path}" cannot be read: the system does not permit it.`);
  if (state === 'file')
    throw invalidRequest(`Path "${path}" is a file, not a folder. Choose the folder that holds it.`);
  if (path === root) {
    throw invalidRequest(
      `Path "${path}" cannot be the same as ${ROOT}="${root}". Choose a folder inside it, for example "${example}".`,
    );
  }
  if (!isBelow(root, path)) {
    throw invalidRequest(
      `Path "${path}" must be a folder below ${ROOT}="${root}", for example "${example}". Choose such a folder, or change the document root.`,
    );
  }
  const real = await realPathOrSame(path);
  if (isSameOrInside(core.dataDir, real)) {
    throw invalidRequest(`Path "${path}" is where Larder keeps its own data. Choose another folder.`);
  }
  if (!settings.follow_links.value && !isBelow(await realPathOrSame(root), real)) {
    throw invalidRequest(
      `Path "${path}" is a link that leads out of ${ROOT}="${root}". Choose the folder itself, or switch the setting follow_links on.`,
    );
  }
  if (!settings.serving_enabled.value) {
    throw invalidRequest(
      'Serving of local files is disabled. Set LOCAL_FILES_SERVING_ENABLED=true, or choose a document root in Larder, then try again.',
    );
  }
  return path;
}
