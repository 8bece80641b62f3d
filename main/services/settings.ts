import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { settingOrigin } from '../contract/larder.ts';
import type { Repositories } from '../database/index.ts';
import { lookUp, parseBoolean } from '../domain/environment.ts';
import { normalizePath, type PathPlatform } from '../domain/paths.ts';

export const platform: PathPlatform = process.platform === 'win32' ? 'windows' : 'posix';

/** A setting that stops the start, in one line for people. */
export class SettingsError extends Error {}

export interface Setting<T> {
  value: T;
  origin: z.output<typeof settingOrigin>;
  variable: string | null;
}

export interface SettingsInForce {
  document_root: Setting<string>;
  serving_enabled: Setting<boolean>;
  storage_enabled: Setting<boolean>;
  follow_links: Setting<boolean>;
  natural_order: Setting<boolean>;
  /** Stands before the addresses of local files; usually nothing does. */
  host: Setting<string>;
}

export interface SettingSources {
  env: Record<string, string | undefined>;
  /** The directory in which the server was started. */
  workingDirectory: string;
  /** --document-root */
  documentRoot: string | undefined;
  chosen: Repositories['settings'];
}

const DETECTED_FOLDERS = ['mydata', 'label-studio-data'];

const NO_BOOLEAN = 'is no boolean. Set it to true or false (also yes/no, on/off, 1/0), or unset it.';
const BLANK = 'is blank. Set it to the path of a folder, or unset it.';

/** `fault` says what is wrong with a text that cannot be read. */
function fromVariable<T>(
  env: SettingSources['env'],
  name: string,
  read: (text: string) => T | null,
  fault: string,
): Setting<T> | null {
  const found = lookUp(env, name);
  if (!found) return null;
  const value = read(found.value);
  if (value === null) {
    throw new SettingsError(`${found.variable}=${JSON.stringify(found.value)} ${fault}`);
  }
  return { value, origin: 'variable', variable: found.variable };
}

function chosenFlag(chosen: Repositories['settings'], name: string): Setting<boolean> {
  const value = chosen.get(name);
  return value === null
    ? { value: false, origin: 'default', variable: null }
    : { value: value === 'true', origin: 'chosen', variable: null };
}

/** As Label Studio reads it: without the last slash, and only when it begins like an address. */
function hostSetting(env: SettingSources['env']): Setting<string> {
  const found = lookUp(env, 'HOST');
  if (!found || !isUsableHost(found.value)) return { value: '', origin: 'default', variable: null };
  return { value: found.value.replace(/\/$/, ''), origin: 'variable', variable: found.variable };
}

const isUsableHost = (host: string) => /^https?:\/\//.test(host);

/** What to say about a HOST that is set and cannot be used; many shells set one for themselves. */
export function unusedHost(env: SettingSources['env']): string | null {
  const found = lookUp(env, 'HOST');
  if (!found?.value || isUsableHost(found.value)) return null;
  return `${found.variable}="${found.value}" is not put before addresses: it does not begin with http:// or https://.`;
}

function detectFolder(workingDirectory: string): string | null {
  for (const name of DETECTED_FOLDERS) {
    const folder = path.join(workingDirectory, name);
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return realpathSync(folder);
  }
  return null;
}

/**
 * Decides what is in force: a variable that is set wins, then the command line, then what was chosen in Larder, then a
 * folder that is detected when neither variable is set. Naming a document root outside of the variables is the grant to serve.
 */
export function settingsInForce(sources: SettingSources): SettingsInForce {
  const { env, workingDirectory, chosen } = sources;
  const asPath = (text: string) => (text ? normalizePath(path.resolve(workingDirectory, text), platform) : '/');
  const servingVariable = fromVariable(env, 'LOCAL_FILES_SERVING_ENABLED', parseBoolean, NO_BOOLEAN);
  // Of blanks the working directory would become the root.
  const asRoot = (text: string) => (text && !text.trim() ? null : asPath(text));
  const rootVariable = fromVariable(env, 'LOCAL_FILES_DOCUMENT_ROOT', asRoot, BLANK);
  let root: Setting<string> = rootVariable ?? { value: '/', origin: 'default', variable: null };
  if (!rootVariable) {
    const remembered = chosen.get('document_root');
    const detected = servingVariable ? null : detectFolder(workingDirectory);
    if (sources.documentRoot) root = { value: asPath(sources.documentRoot), origin: 'command line', variable: null };
    else if (remembered) root = { value: remembered, origin: 'chosen', variable: null };
    else if (detected) root = { value: asPath(detected), origin: 'detected folder', variable: null };
  }
  const granted = root.origin !== 'variable' && root.origin !== 'default';
  return {
    document_root: root,
    serving_enabled: servingVariable ?? { value: granted, origin: granted ? root.origin : 'default', variable: null },
    storage_enabled: fromVariable(env, 'ENABLE_LOCAL_FILES_STORAGE', parseBoolean, NO_BOOLEAN) ?? {
      value: true,
      origin: 'default',
      variable: null,
    },
    follow_links: chosenFlag(chosen, 'follow_links'),
    natural_order: chosenFlag(chosen, 'natural_order'),
    host: hostSetting(env),
  };
}
