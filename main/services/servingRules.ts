import type { UserRow } from '../database/rows.ts';
import { belowRoot, directoryOf, isBelow, joinPath } from '../domain/paths.ts';
import { accessFor } from './access.ts';
import { addressRoot } from './addressRoot.ts';
import type { Core } from './core.ts';
import { platform } from './settings.ts';

/** The directory of a path and every directory above it. */
function directoriesAbove(path: string): string[] {
  const above: string[] = [];
  for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
    above.push(directory);
    if (directory === directoryOf(directory)) return above;
  }
}

export interface ServingDecision {
  /** Absolute; null when `d` leads out of the document root or names nothing. */
  path: string | null;
  servingEnabled: boolean;
  /** Some import storage has the path's directory at or below its path. */
  insideStorage: boolean;
  /** One of those storages belongs to a project that the user may see. */
  visible: boolean;
}

/** The rules of `/data/local-files/`, up to whether the file is there. `d` is the decoded path below the document root. */
export function decideServing(core: Core, user: UserRow, d: string): ServingDecision {
  const { document_root, serving_enabled } = core.settings();
  const below = belowRoot(d, platform);
  const named = below === null ? null : joinPath(addressRoot(core), below);
  // What an address means, the tasks decide; what may be served at all, the root in force.
  const path = named !== null && isBelow(document_root.value, named) ? named : null;
  const projects = path === null ? [] : core.repositories.importStorages.projectsAt(directoriesAbove(path));
  const { seesProject } = accessFor(core.repositories, user);
  return {
    path,
    servingEnabled: serving_enabled.value,
    insideStorage: projects.length > 0,
    visible: projects.some(seesProject),
  };
}
