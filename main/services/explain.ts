import type { Explanation } from '../contract/larder.ts';
import type { UserRow } from '../database/rows.ts';
import { isBelow, normalizePath, relativeBelow, requestedPath } from '../domain/paths.ts';
import type { Access } from './access.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { SERVING_DISABLED, type Serving } from './serveFile.ts';
import { decideServing } from './servingRules.ts';
import { platform } from './settings.ts';

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
    const [before, query] = typeof value === 'string' ? value.split('/data/local-files/?') : [];
    const d = before !== undefined && query ? requestedPath(query) : null;
    if (d) return d;
  }
  throw invalidRequest(`Task ${id} has no address of a local file (/data/local-files/?d=…) in its data.`);
}

/** What was asked for, as the `d` of an address; `outside` when it is an absolute path that no address can name. */
function askedPath(services: Explainer, access: Access, asked: Asked): { d: string; outside: boolean } {
  if (asked.task) return { d: addressInTask(access, Number(asked.task)), outside: false };
  if (asked.d) return { d: asked.d, outside: false };
  if (!asked.path)
    throw invalidRequest('Say what to explain: d=<path below the document root>, path=<absolute path> or task=<id>.');
  const root = services.settings().document_root.value;
  const path = normalizePath(asked.path, platform);
  return isBelow(root, path) ? { d: relativeBelow(root, path), outside: false } : { d: path, outside: true };
}

/** The rules of serving one by one: pass or fail, what was compared, and how to mend it. */
export async function explainServing(
  services: Explainer,
  user: UserRow,
  access: Access,
  asked: Asked,
): Promise<Explanation> {
  const settings = services.settings();
  const root = settings.document_root.value;
  const { d, outside } = askedPath(services, access, asked);
  const decision = decideServing(services, user, outside ? '' : d);
  const { path, servingEnabled, insideStorage, visible } = decision;
  const allowed = path !== null && insideStorage && visible;
  const readable = allowed && (await services.serving.isReadable(path));
  const origin = settings.serving_enabled.variable ?? settings.serving_enabled.origin;
  const place = path ?? d;
  const checks: Check[] = [
    { rule: 'signed in', pass: true, compared: `signed in as ${user.email}`, fix: null },
    {
      rule: 'serving enabled',
      pass: servingEnabled,
      compared: `serving enabled = ${servingEnabled} (${origin})`,
      fix: servingEnabled ? null : SERVING_DISABLED,
    },
    {
      rule: 'inside a storage',
      pass: path !== null && insideStorage,
      compared:
        path === null
          ? `"${d}" against the document root "${root}"`
          : `the folder of "${path}" against the paths of all import storages`,
      fix:
        path === null
          ? `The path is not below the document root "${root}". Move the file there, or choose a document root above it.`
          : insideStorage
            ? null
            : 'Add an import storage on the folder of this file, or on one above it.',
    },
    {
      rule: 'project visible',
      pass: visible,
      compared: `the projects of those storages against what ${user.email} may see`,
      fix: visible || !insideStorage ? null : 'Ask the owner to make you a member of the project.',
    },
    {
      rule: 'file readable',
      pass: readable,
      compared: allowed ? `"${place}" on the disk` : 'not looked at, because a rule before it failed',
      fix:
        readable || !allowed
          ? null
          : 'The file is missing, is a folder, cannot be read, or is a link that leads out of the document root. Put it back, or sync the folder again.',
    },
  ];
  return { path: allowed ? path : null, served: checks.every(({ pass }) => pass), checks };
}
