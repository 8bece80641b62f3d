import type { Explanation } from '../contract/larder.ts';
import { readAddress } from '../domain/addresses.ts';
import { isBelow, normalizePath, relativeBelow } from '../domain/paths.ts';
import { pathState } from '../files/probe.ts';
import type { Access } from './access.ts';
import { addressRoot } from './addressRoot.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { missingRoot, rootTrouble } from './rootTrouble.ts';
import type { Serving } from './serveFile.ts';
import { decideServing, type ServingDecision } from './servingRules.ts';
import { platform, type SettingsInForce } from './settings.ts';

type Explainer = Core & { serving: Serving };
type Check = Explanation['checks'][number];

export interface Asked {
  d?: string | undefined;
  path?: string | undefined;
  task?: string | undefined;
}

/** The first address of a local file in the data of a task. */
function addressInTask(access: Access, id: number): string {
  const data: Record<string, unknown> = JSON.parse(access.task(id).data);
  for (const value of Object.values(data)) {
    const address = typeof value === 'string' ? readAddress(value) : null;
    if (address) return address.d;
  }
  throw invalidRequest(`Task ${id} has no address of a local file (/data/local-files/?d=…) in its data.`);
}

/** What was asked for, as the `d` of an address; `outside` when it is an absolute path that no address can name. */
function askedPath(core: Core, access: Access, asked: Asked): { d: string; outside: boolean } {
  if (asked.task) return { d: addressInTask(access, Number(asked.task)), outside: false };
  if (asked.d) return { d: asked.d, outside: false };
  if (!asked.path)
    throw invalidRequest('Say what to explain: d=<path below the document root>, path=<absolute path> or task=<id>.');
  const root = addressRoot(core);
  const path = normalizePath(asked.path, platform);
  return isBelow(root, path) ? { d: relativeBelow(root, path), outside: false } : { d: path, outside: true };
}

/** Where the file is, as far as this user may know: nobody but the owner learns more about the machine than their storages show. */
function placeCheck(root: string, access: Access, d: string, { path, insideStorage, visible }: ServingDecision): Check {
  const rule = 'inside a storage';
  const { is_owner } = access.user;
  if (path === null) {
    const compared = is_owner
      ? `It is not below the document root, ${root}.`
      : `"${d}" is not below the document root.`;
    const fix = is_owner
      ? 'Move the file there, or choose a document root above it.'
      : 'Give a path below the document root, as the addresses of tasks have it. The owner can choose another root.';
    return { rule, pass: false, compared, fix };
  }
  const place = is_owner || visible ? path : d;
  const compared = insideStorage
    ? `The folder of ${place} is a source folder, or in one.`
    : `The folder of ${place} is no source folder, and in none.`;
  const fix = insideStorage ? null : 'Add it, or a folder above it, as a source folder (import storage) of a project.';
  return { rule, pass: insideStorage, compared, fix };
}

const NOWHERE: Check = {
  rule: 'inside a storage',
  pass: false,
  compared: 'None of the source folders that you may see holds it.',
  fix: 'Ask the owner to make you a member of the project that has its folder, or to tell you a folder for one.',
};

function servingCheck({ serving_enabled: { value, variable }, document_root }: SettingsInForce): Check {
  const says = variable ? `: ${variable} says so` : '';
  const fix = variable
    ? `Start Larder without ${variable}, or with ${variable}=true.`
    : document_root.variable
      ? 'Start Larder with LOCAL_FILES_SERVING_ENABLED=true too.'
      : 'Choose a document root.';
  return {
    rule: 'serving enabled',
    pass: value,
    compared: `Showing files is ${value ? 'on' : 'off'}${says}.`,
    fix: value ? null : fix,
  };
}

/** How to mend a file that the rules allow and that cannot be read. Where a link leads, others than the owner do not find out. */
async function unreadable(path: string, { user }: Access): Promise<string> {
  switch (user.is_owner ? await pathState(path) : 'file') {
    case 'missing':
      return 'Nothing is at this path: it was moved, renamed or deleted. Put it back.';
    case 'directory':
      return 'A folder is at this path. Ask about a file in it.';
    default:
      return 'It is missing, or not permitted to be read, or no file, or a link that leads out of the document root.';
  }
}

/** The rules of serving one by one: pass or fail, what was found, and how to mend it. */
export async function explainServing(services: Explainer, access: Access, asked: Asked): Promise<Explanation> {
  const { user } = access;
  const settings = services.settings();
  const { d, outside } = askedPath(services, access, asked);
  const root = outside ? addressRoot(services) : settings.document_root.value;
  const decision = decideServing(services, user, outside ? '' : d);
  const { path, insideStorage, visible } = decision;
  const allowed = path !== null && insideStorage && visible;
  const readable = allowed && (await services.serving.isReadable(path));
  // Where the root is, and where others have their storages, nobody finds out by asking for one path after the other.
  const isGuess = asked.path !== undefined && !asked.task && !asked.d && !user.is_owner && !visible;
  const checks: Check[] = [
    { rule: 'signed in', pass: true, compared: `As ${user.email}.`, fix: null },
    servingCheck(settings),
    isGuess ? NOWHERE : placeCheck(root, access, d, decision),
    {
      rule: 'project visible',
      pass: visible,
      compared: visible
        ? `${user.email} may see its project.`
        : insideStorage && !isGuess
          ? `${user.email} is no member of its project.`
          : 'Not known before the file lies in a source folder that you may see.',
      fix: visible || !insideStorage || isGuess ? null : 'Ask the owner to make you a member of the project.',
    },
    {
      rule: 'file readable',
      pass: readable,
      compared: allowed
        ? `${path} ${readable ? 'can' : 'cannot'} be read.`
        : 'Not looked at before the rules above are met.',
      fix: readable || !allowed ? null : await unreadable(path, access),
    },
  ];
  return {
    path: allowed ? path : null,
    served: checks.every(({ pass }) => pass),
    checks,
    warning: rootTrouble(services, access)?.words ?? (user.is_owner ? await missingRoot(services) : null),
  };
}
