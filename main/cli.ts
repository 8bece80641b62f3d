import { doctor } from './cli/doctor.ts';
import { HELP, readCommandLine, UsageError } from './cli/options.ts';
import { serve } from './cli/serve.ts';
import { pathInTheWay } from './cli/serveHost.ts';
import { users } from './cli/users.ts';
import { larderVersion } from './server/version.ts';

/** SQLite's binary ends the process of an older Node without a word. */
const OLDEST_NODE = 22;

function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new Error(
    `Larder needs Node ${OLDEST_NODE} or later, and this is Node ${version}. The project brings its own: npm start.`,
  );
}

/** The headless entry: `larder serve`, `larder users`, `larder doctor`. */
async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2), process.env);
  if (options.help) return void console.log(HELP);
  if (options.version) return void console.log(larderVersion);
  requireNode(process.versions.node);
  switch (options.words[0]) {
    case 'serve':
      return serve(options, process.env);
    case 'users':
      return users(options);
    case 'doctor':
      return doctor(options, process.env);
    default:
      throw new UsageError(options.words[0] ? `There is no command "${options.words[0]}".` : 'Say what to do.');
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const usage = error instanceof UsageError;
    const hint = pathInTheWay(error) ? ' (The option is --data-dir.)' : '';
    console.error(`larder: ${error instanceof Error ? error.message : error}${hint}`);
    if (process.env.LARDER_LOG === 'debug' && error instanceof Error) console.error(error.stack);
    if (usage) console.error('larder --help lists the commands.');
    process.exit(usage ? 2 : 1);
  },
);
