import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../contract/host.ts';

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {}

/** An empty one is what a shell makes of a variable that is not set; it must not mean every interface, or the folder one is in. */
const NEVER_EMPTY = ['host', 'data-dir', 'document-root', 'token-file'] as const;

export const HELP = `Larder: offline data annotation on local files

  larder serve [options]      start the server
  larder users add EMAIL [--first-name F] [--last-name L]
  larder users list
  larder users remove EMAIL
  larder doctor [PATH]        settings in force; with a path: why a file is or is not served

Options
  --port N               8080 if it is free, else any free port
  --host H               127.0.0.1
  --data-dir DIR         where Larder keeps its database and token (default: ${defaultDataDir()})
  --document-root DIR    the folder below which storages may lie; naming it allows serving
  --token-file FILE      file with the owner's token (or the variable LARDER_TOKEN); else one is made and kept
  --help, --version

Exit codes: 0 good, 1 could not start or finish, 2 wrong words.
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  'document-root': { type: 'string' },
  'token-file': { type: 'string' },
  'first-name': { type: 'string' },
  'last-name': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export interface CommandLine {
  words: string[];
  port: number | null;
  host: string;
  dataDir: string;
  documentRoot: string | undefined;
  tokenFile: string | undefined;
  firstName: string | undefined;
  lastName: string | undefined;
  help: boolean;
  version: boolean;
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new UsageError(`--port ${text} is no port. Give a number from 0 to 65535.`);
  return port;
}

/** Throws UsageError. */
export function readCommandLine(args: string[], env: Record<string, string | undefined>): CommandLine {
  let parsed: ReturnType<typeof parse>;
  const parse = () => parseArgs({ args, options: OPTIONS, allowPositionals: true });
  try {
    parsed = parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const empty = NEVER_EMPTY.find((name) => values[name]?.trim() === '');
  if (empty) throw new UsageError(`--${empty} is empty. Give a value, or leave the option out.`);
  return {
    words: positionals,
    port: portOf(values.port),
    host: values.host ?? '127.0.0.1',
    dataDir: path.resolve(values['data-dir'] ?? (env.LARDER_DATA_DIR || defaultDataDir())),
    documentRoot: values['document-root'],
    tokenFile: values['token-file'],
    firstName: values['first-name'],
    lastName: values['last-name'],
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

const TOKEN = /^[\x21-\x7e]{16,128}$/;

/** The token that was given, from the file or the variable; undefined when neither was. Throws UsageError. */
export function givenToken(tokenFile: string | undefined, env: Record<string, string | undefined>): string | undefined {
  let token = env.LARDER_TOKEN;
  if (tokenFile !== undefined) {
    try {
      token = readFileSync(tokenFile, 'utf8').trim();
    } catch (error) {
      throw new UsageError(
        `The token file ${tokenFile} cannot be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  if (token !== undefined && !TOKEN.test(token)) {
    throw new UsageError('The token must have 16 to 128 characters without blanks, for example 40 hex digits.');
  }
  return token;
}
