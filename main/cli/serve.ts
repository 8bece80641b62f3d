import { type HostChannel, hostChannel } from '../server/host.ts';
import { type RunningServer, startServer } from '../server/start.ts';
import { ownerToken } from '../services/dataFolder.ts';
import { missingRoot, troubleInWords } from '../services/rootTrouble.ts';
import { type Setting, type SettingsInForce, unusedHost } from '../services/settings.ts';
import { type CommandLine, givenToken } from './options.ts';
import { serveHost, stopAskedBy, tellFailure } from './serveHost.ts';

type Environment = Record<string, string | undefined>;

const from = ({ origin, variable }: Setting<unknown>) => (variable ? `variable ${variable}` : origin);

/** The settings in force, a line each, with where the value came from. */
export function settingLines(settings: SettingsInForce): string {
  return Object.entries(settings)
    .map(
      ([name, setting]) =>
        `  ${name.replaceAll('_', ' ').padEnd(16)} ${setting.value === '' ? 'none' : setting.value}  (${from(setting)})`,
    )
    .join('\n');
}

/** One Ctrl-C arrives more than once: from the terminal, and passed on by npm and the start script (milliseconds). */
const SAME_SIGNAL_MS = 1000;

/** Resolves at the first signal. A later one ends a stop that hangs; the listeners stay, or the next signal would kill. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | null = null;
    const onSignal = () => {
      if (asked !== null && performance.now() - asked > SAME_SIGNAL_MS) process.exit(1);
      asked ??= performance.now();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  });
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function logLevel({ LARDER_LOG: level = '' }: Environment): string {
  if (level && !LOG_LEVELS.includes(level)) {
    throw new Error(
      `LARDER_LOG=${JSON.stringify(level)} is no level. Set it to one of ${LOG_LEVELS.join(', ')}, or unset it.`,
    );
  }
  return level || 'warn';
}

async function start(options: CommandLine, env: Environment, onMigrating: () => void): Promise<RunningServer> {
  const token = givenToken(options.tokenFile, env);
  const server = await startServer({
    dataDir: options.dataDir,
    host: options.host,
    port: options.port,
    token: (folder) => token ?? ownerToken(folder),
    sources: { env, workingDirectory: process.cwd(), documentRoot: options.documentRoot },
    logLevel: logLevel(env),
    onMigrating,
  });
  endAtDefect(server);
  return server;
}

function printStart({ services, url, makeSignInUrl }: RunningServer, options: CommandLine, env: Environment): void {
  const settings = services.settings();
  console.log(`Larder ${services.version} listens on ${url}`);
  console.log(`Sign in (this link works once): ${makeSignInUrl()}`);
  console.log(`Data folder: ${options.dataDir}`);
  console.log(settingLines(settings));
  const trouble = troubleInWords(services);
  if (trouble) console.log(trouble);
  const unused = unusedHost(env);
  if (unused) console.log(unused);
  if (options.documentRoot && settings.document_root.variable) {
    console.log(`--document-root is not used: ${settings.document_root.variable} is set and wins.`);
  }
  // Not waited for: a drive that does not answer must not keep the server from being stopped.
  void missingRoot(services).then((missing) => missing && console.log(missing));
}

/**
 * What follows from a defect that nobody was there to catch is not known: the server ends, whichever program runs it (each would
 * do something else). The desktop app starts another one, and what was acknowledged is on the disk.
 */
function endAtDefect({ services }: RunningServer): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      services.log.fatal({ err: error }, 'Larder ends because of a defect of its own');
      process.exit(1);
    });
  }
}

async function serveFor(host: HostChannel, starting: Promise<RunningServer>): Promise<void> {
  // From the first moment on: the host may give up while the server still starts.
  const asked = stopAskedBy(host);
  try {
    const server = await starting;
    serveHost(host, server);
    await asked;
    await server.stop();
  } catch (error) {
    tellFailure(host, error);
    throw error;
  }
}

/** Starts the server, tells the program that started it or prints where it is, and resolves when it was stopped. */
export async function serve(options: CommandLine, env: Environment): Promise<void> {
  const host = hostChannel();
  if (host)
    return serveFor(
      host,
      start(options, env, () => host.send({ type: 'migrating' })),
    );
  const server = await start(options, env, () => {
    console.log('The database is of an older Larder: it is copied, then brought up to date. This may take a while.');
  });
  // Before anything is printed: whoever reads that it runs may stop it at once.
  const asked = stopAsked();
  printStart(server, options, env);
  await asked;
  await server.stop();
}
