import type { OutsideStorage } from '../contract/envelope.ts';
import { pathState } from '../files/probe.ts';
import { type Access, accessFor } from './access.ts';
import { addressRoot } from './addressRoot.ts';
import type { Core } from './core.ts';
import { namesOf, storagesOutside } from './storagesOutside.ts';

interface RootTrouble {
  words: string;
  storages: OutsideStorage[];
}

/**
 * Why tasks stay with the document root of before: storages that lie outside of the one in force. Null when there are
 * none. Roots are for the owner to know; others get the storages that they see.
 */
export function rootTrouble(core: Pick<Core, 'repositories' | 'settings'>, access: Access): RootTrouble | null {
  const root = core.settings().document_root.value;
  const before = addressRoot(core);
  const outside = root === before ? [] : storagesOutside(core.repositories, root);
  if (!outside.length) return null;
  const storages = outside.filter(({ project }) => access.seesProject(project));
  if (access.user.is_owner) {
    const words = `The tasks belong to the document root "${before}", but "${root}" is in force, and these storages lie outside of it: ${namesOf(storages)}. Until that is mended nothing is synced. Start Larder with "${before}" or with a folder above all storages, or delete or move these storages.`;
    return { words, storages };
  }
  const seen = storages.length ? `, among them ${namesOf(storages)}` : '';
  return {
    words: `The document root was changed, and some storages lie outside of it${seen}. Until that is mended nothing is synced. Ask the owner.`,
    storages,
  };
}

/**
 * Why nothing below the document root can be read; null when it is a folder. No reason not to start: it may be on a drive that is
 * connected later. For the owner only.
 */
export async function missingRoot({ settings }: Pick<Core, 'settings'>): Promise<string | null> {
  const root = settings().document_root.value;
  const state = await pathState(root);
  if (state === 'directory') return null;
  const fault = {
    missing: 'does not exist. Connect the drive that it is on, or make the folder',
    file: 'is a file, not a folder. Put a folder in its place',
    denied: 'cannot be read: the system does not permit it. Give yourself the right to read it',
  }[state];
  return `The document root "${root}" ${fault}, or choose another one; until then nothing below it is shown or synced.`;
}

/** What there is to say on the command line, to whoever owns the machine. */
export function troubleInWords(core: Pick<Core, 'repositories' | 'settings'>): string | null {
  const owner = core.repositories.users.owner();
  return (owner && rootTrouble(core, accessFor(core.repositories, owner))?.words) ?? null;
}
