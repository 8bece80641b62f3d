import { startServer } from '../server/start.ts';
import { ownerToken } from '../services/dataFolder.ts';
import { troubleInWords } from '../services/rootTrouble.ts';
import { type Setting, type SettingsInForce, unusedHost } from '../services/settings.ts';
import { type CommandLine, givenToken } from './options.ts';

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

/** Starts the server, prints where it is, and resolves when a signal has stopped it. */
export async function serve(options: CommandLine, env: Record<string, string | undefined>): Promise<void> {
  const token = givenToken(options.tokenFile, env);
  const server = await startServer({
    dataDir: options.dataDir,
    host: options.host,
    port: options.port,
    token: (folder) => token ?? ownerToken(folder),
    sources: { env, workingDirectory: process.cwd(), documentRoot: options.documentRoot },
    logLevel: env.LARDER_LOG ?? 'warn',
  });
  // Before anything is printed: whoever reads that it runs may stop it at once.
  const asked = stopAsked();
  const settings = server.services.settings();
  console.log(`Larder ${server.services.version} listens on ${server.url}`);
  console.log(`Sign in (this link works once): ${server.signInUrl}`);
  console.log(`Data folder: ${options.dataDir}`);
  console.log(settingLines(settings));
  const trouble = troubleInWords(server.services);
  if (trouble) console.log(trouble);
  const unused = unusedHost(env);
  if (unused) console.log(unused);
  if (options.documentRoot && settings.document_root.variable) {
    console.log(`--document-root is not used: ${settings.document_root.variable} is set and wins.`);
  }
  await asked;
  await server.stop();
}
