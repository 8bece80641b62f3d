import pino from 'pino';
import { claimDataFolder } from '../services/dataFolder.ts';
import type { Services } from '../services/services.ts';
import type { SettingSources } from '../services/settings.ts';
import { startServices } from '../services/start.ts';
import { makeApp } from './app.ts';
import { jobThreadEntry, sampleFolder } from './host.ts';
import { closeServer, listen, portOf } from './listen.ts';
import { larderVersion } from './version.ts';

const USUAL_PORT = 8080;
const GRACE_MS = 1000;

interface ServerOptions {
  dataDir: string;
  host: string;
  /** null: 8080 if it is free, else any free port. */
  port: number | null;
  /** The owner's token, or how to get it once the data folder is claimed. */
  token: (dataDir: string) => string;
  sources: Omit<SettingSources, 'chosen'>;
  logLevel: string;
  /** Called when the database must be brought up to date first, which may take long. */
  onMigrating?: () => void;
}

export interface RunningServer {
  services: Services;
  url: string;
  port: number;
  /** A new link that signs a browser in as the owner, once. */
  makeSignInUrl: () => string;
  stop: () => Promise<void>;
}

/** Starts the whole server. What can go wrong for reasons outside of Larder is thrown as an error with a message for people. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const folder = claimDataFolder(options.dataDir);
  const log = pino(
    { level: options.logLevel, redact: ['token', 'authorization'] },
    pino.destination({ dest: 2, sync: true }),
  );
  const { host } = options;
  let running: Awaited<ReturnType<typeof startServices>> | null = null;
  try {
    running = await startServices({
      folder,
      token: options.token(options.dataDir),
      sources: options.sources,
      jobThread: jobThreadEntry(),
      sampleFolder: sampleFolder(),
      version: larderVersion,
      log,
      onMigrating: options.onMigrating ?? (() => undefined),
    });
    const { services, stop } = running;
    let port = 0;
    const app = makeApp(services, () => ({ host, port }));
    const server = await listen(app.callback(), host, options.port, USUAL_PORT);
    port = portOf(server);
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
    const url = `http://${shown}:${port}`;
    const owner = services.repositories.users.owner();
    return {
      services,
      url,
      port,
      makeSignInUrl: () => `${url}/sign-in?code=${services.makeSignInCode(owner?.id ?? 0)}`,
      async stop() {
        // Requests that wait for a sync are answered when it is cancelled; then nobody asks any more.
        services.jobs.cancelAll();
        services.events.end();
        await closeServer(server, GRACE_MS);
        await stop();
      },
    };
  } catch (error) {
    if (running) await running.stop();
    else folder.release();
    throw error;
  }
}
