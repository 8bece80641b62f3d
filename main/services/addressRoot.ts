import type { Repositories } from '../database/index.ts';
import { type Core, write } from './core.ts';

const ROOT = 'address_root';
const HOSTS = 'address_hosts';

/**
 * What addresses and links stored so far begin at. The root in force may be another one for a while: see rootKeeper.ts. Kept
 * with them, so that a transaction changes all or nothing.
 */
export function addressMemory({ settings }: Pick<Repositories, 'settings'>) {
  return {
    root: () => settings.get(ROOT),
    setRoot: (root: string) => settings.set(ROOT, root),
    /** The hosts that were ever put before addresses. */
    hosts: (): string[] => JSON.parse(settings.get(HOSTS) ?? '[]'),
    setHosts: (hosts: string[]) => settings.set(HOSTS, JSON.stringify(hosts)),
  };
}

/** The document root that stored links and addresses are relative to. */
export const addressRoot = (core: Pick<Core, 'repositories' | 'settings'>): string =>
  addressMemory(core.repositories).root() ?? core.settings().document_root.value;

/** At a start: addresses that come from now on begin as the settings in force say. */
export async function rememberAddresses(core: Core): Promise<void> {
  const memory = addressMemory(core.repositories);
  const { document_root, host } = core.settings();
  const hosts = memory.hosts();
  const isNewHost = host.value !== '' && !hosts.includes(host.value);
  if (memory.root() !== null && !isNewHost) return;
  await write(core, () => {
    if (memory.root() === null) memory.setRoot(document_root.value);
    if (isNewHost) memory.setHosts([...hosts, host.value]);
  });
}
