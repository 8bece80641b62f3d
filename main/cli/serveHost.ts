import { toServer } from '../contract/host.ts';
import type { HostChannel } from '../server/host.ts';
import type { RunningServer } from '../server/start.ts';
import type { SettingsInForce } from '../services/settings.ts';

/** The path that is in the way of a start, when there is one. */
export const pathInTheWay = (error: unknown): string | null =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;

/** Tells the program that started this one that there will be no server. */
export function tellFailure(host: HostChannel, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  host.send({ type: 'failed', message, path: pathInTheWay(error) });
}

function settingsMessage({ document_root: root, serving_enabled, follow_links }: SettingsInForce) {
  return {
    type: 'settings',
    documentRoot: root.value,
    granted: root.origin !== 'default' || serving_enabled.value,
    lockedBy: root.variable ?? (root.origin === 'command line' ? '--document-root' : null),
    followLinks: follow_links.value,
  } as const;
}

/** Resolves when the program that started this one asks for a stop, or is gone. */
export function stopAskedBy(host: HostChannel): Promise<void> {
  // A Ctrl-C reaches every process of a terminal: the host hears it as well, and says what is to be done.
  process.on('SIGINT', () => undefined);
  return new Promise((resolve) => {
    host.onGone(resolve);
    process.on('SIGTERM', () => resolve());
    host.onMessage((message) => {
      if (toServer.safeParse(message).data?.type === 'stop') resolve();
    });
  });
}

/** Serves the program that started this one: it hears where the server is and how it is set, and may ask for links. */
export function serveHost(host: HostChannel, { services, url, port, makeSignInUrl }: RunningServer): void {
  services.events.watch(({ type }) => {
    if (type === 'settings') host.send(settingsMessage(services.settings()));
  });
  host.onMessage((message) => {
    if (toServer.safeParse(message).data?.type === 'signInLink') {
      host.send({ type: 'signInLink', signInUrl: makeSignInUrl() });
    }
  });
  host.send(settingsMessage(services.settings()));
  host.send({ type: 'listening', url, port, signInUrl: makeSignInUrl() });
}
