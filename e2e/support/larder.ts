import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type RunningServer, startServer } from '../../main/server/start.ts';
import { Client, OWNER_TOKEN } from './client.ts';
import { atTheEnd, temporaryFolder } from './folders.ts';

export { OWNER_TOKEN };

export interface Larder {
  server: RunningServer;
  /** Document root: storages lie below it. */
  root: string;
  dataDir: string;
  owner: Client;
  as: (token: string) => Client;
  /** Without any sign-in. */
  nobody: Client;
  stop: () => Promise<void>;
}

export interface StartOptions {
  base?: string;
  env?: Record<string, string>;
  /** Given as --document-root; null: not given. */
  root?: string | null;
}

/** The real server inside this process, on a free port and folders of its own. */
export async function startLarder({ base = temporaryFolder(), env = {}, root }: StartOptions = {}): Promise<Larder> {
  const documentRoot = path.join(base, 'root');
  const dataDir = path.join(base, 'data');
  mkdirSync(documentRoot, { recursive: true });
  const server = await startServer({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    token: () => OWNER_TOKEN,
    sources: { env, workingDirectory: base, documentRoot: root === null ? undefined : (root ?? documentRoot) },
    logLevel: process.env.LARDER_LOG ?? 'silent',
  });
  const clients: Client[] = [];
  const client = (headers: Record<string, string>) => {
    const made = new Client(server.port, headers);
    clients.push(made);
    return made;
  };
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= (async () => {
      for (const made of clients) made.close();
      await server.stop();
    })();
    return stopping;
  };
  atTheEnd(stop);
  return {
    server,
    root: documentRoot,
    dataDir,
    owner: client({ authorization: `Token ${OWNER_TOKEN}` }),
    as: (token) => client({ authorization: `Token ${token}` }),
    nobody: client({}),
    stop,
  };
}
