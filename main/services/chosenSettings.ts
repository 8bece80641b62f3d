import { isAbsolute } from 'node:path';
import { normalizePath } from '../domain/paths.ts';
import { pathState } from '../files/probe.ts';
import type { Access } from './access.ts';
import { addressRoot } from './addressRoot.ts';
import { invalid } from './errors.ts';
import { rootTrouble } from './rootTrouble.ts';
import type { Services } from './services.ts';
import { platform } from './settings.ts';
import { requireOwner } from './users.ts';

/** What was sent of the settings; null forgets a choice, undefined leaves it. */
export interface Choices {
  document_root?: string | null | undefined;
  follow_links?: boolean | null | undefined;
  natural_order?: boolean | null | undefined;
}

function addressState(services: Services, access: Access) {
  const { root, repositories } = services;
  const tasks = repositories.projects.tasks();
  const isInPlace = addressRoot(services) === services.settings().document_root.value;
  return {
    root: addressRoot(services),
    state: root.progress !== null ? 'being rebased' : isInPlace ? 'in place' : 'waiting',
    tasks_done: root.progress ?? (isInPlace ? tasks : 0),
    tasks,
    outside: rootTrouble(services, access)?.storages ?? [],
  };
}

/** Folders of the machine are for the owner only: the paths of storages tell others what they need. */
export function settingsAnswer(services: Services, access: Access) {
  const settings = services.settings();
  const { version } = services;
  if (access.user.is_owner) {
    return { ...settings, addresses: addressState(services, access), data_dir: services.dataDir, version };
  }
  const document_root = { ...settings.document_root, value: null };
  return { ...settings, document_root, addresses: null, data_dir: null, version };
}

async function checkedRoot(services: Services, given: string): Promise<string> {
  const refuse = (message: string) => invalid({ document_root: [message] });
  const root = normalizePath(given, platform);
  const { variable } = services.settings().document_root;
  if (variable) throw refuse(`${variable} is set and wins. Unset it to choose a document root here.`);
  if (!isAbsolute(root)) throw refuse('Give the absolute path of a folder.');
  if ((await pathState(root)) !== 'directory') throw refuse(`"${root}" is not a folder that can be read.`);
  return root;
}

/** Stores choices, which are in force at once. Choosing a document root is the grant to serve what is below it. */
export async function changeSettings(services: Services, access: Access, choices: Choices) {
  requireOwner(access.user);
  const values: Record<string, string | null> = {};
  if (choices.document_root !== undefined) {
    values.document_root = choices.document_root ? await checkedRoot(services, choices.document_root) : null;
  }
  for (const name of ['follow_links', 'natural_order'] as const) {
    const choice = choices[name];
    if (choice !== undefined) values[name] = choice === null ? null : String(choice);
  }
  await services.root.choose(values);
  return settingsAnswer(services, access);
}
