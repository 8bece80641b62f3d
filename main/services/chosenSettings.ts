import { isAbsolute } from 'node:path';
import { isBelow, normalizePath } from '../domain/paths.ts';
import { pathState } from '../files/probe.ts';
import type { User } from './access.ts';
import { write } from './core.ts';
import { invalid } from './errors.ts';
import type { Services } from './services.ts';
import { platform } from './settings.ts';
import { requireOwner } from './users.ts';

/** What was sent of the settings; null forgets a choice, undefined leaves it. */
export interface Choices {
  document_root?: string | null | undefined;
  follow_links?: boolean | null | undefined;
  natural_order?: boolean | null | undefined;
}

const ROOT_IN_USE =
  'The document root cannot be changed while import storages exist: the addresses of their tasks start there.';

export const settingsAnswer = (services: Services) => ({
  ...services.settings(),
  data_dir: services.dataDir,
  version: services.version,
});

async function checkedRoot(services: Services, given: string): Promise<string> {
  const refuse = (message: string) => invalid({ document_root: [message] });
  const root = normalizePath(given, platform);
  const { variable } = services.settings().document_root;
  if (variable) throw refuse(`${variable} is set and wins. Unset it to choose a document root here.`);
  if (!isAbsolute(root)) throw refuse('Give the absolute path of a folder.');
  if ((await pathState(root)) !== 'directory') throw refuse(`"${root}" is not a folder that can be read.`);
  const { importStorages, exportStorages } = services.repositories;
  const outside = [...importStorages.all(), ...exportStorages.all()].filter(({ path }) => !isBelow(root, path));
  if (outside.length) {
    const list = outside.map(({ path }) => `"${path}"`).join(', ');
    throw refuse(`These storages would lie outside of "${root}": ${list}. Choose a folder above all of them.`);
  }
  if (importStorages.all().length && root !== services.settings().document_root.value) {
    throw refuse(ROOT_IN_USE);
  }
  return root;
}

/** Stores choices, which are in force at once. Choosing a document root is the grant to serve what is below it. */
export async function changeSettings(services: Services, user: User, choices: Choices) {
  requireOwner(user);
  const { settings, importStorages } = services.repositories;
  const values: Record<string, string | null> = {};
  if (choices.document_root !== undefined) {
    const inUse = services.settings().document_root.origin === 'chosen' && importStorages.all().length > 0;
    if (!choices.document_root && inUse) throw invalid({ document_root: [ROOT_IN_USE] });
    values.document_root = choices.document_root ? await checkedRoot(services, choices.document_root) : null;
  }
  for (const name of ['follow_links', 'natural_order'] as const) {
    const choice = choices[name];
    if (choice !== undefined) values[name] = choice === null ? null : String(choice);
  }
  await write(services, () => {
    for (const [name, value] of Object.entries(values)) settings.set(name, value);
  });
  services.reloadSettings();
  return settingsAnswer(services);
}
