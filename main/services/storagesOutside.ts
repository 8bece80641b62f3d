import type { OutsideStorage } from '../contract/envelope.ts';
import type { Repositories } from '../database/index.ts';
import type { LocalFilesMixin } from '../database/rows.ts';
import { isBelow } from '../domain/paths.ts';

/** The storages of either kind that do not lie below a document root. */
export function storagesOutside(
  { importStorages, exportStorages }: Pick<Repositories, 'importStorages' | 'exportStorages'>,
  root: string,
): OutsideStorage[] {
  const outside = (kind: OutsideStorage['kind'], rows: LocalFilesMixin[]) =>
    rows
      .filter(({ path }) => !isBelow(root, path))
      .map(({ id, project_id, title, path }) => ({ id, kind, project: project_id, title, path }));
  return [...outside('import', importStorages.all()), ...outside('export', exportStorages.all())];
}

/** The storages in words: `"Photos" (/mnt/photos), /mnt/scans`. */
export const namesOf = (storages: OutsideStorage[]): string =>
  storages.map(({ title, path }) => (title ? `"${title}" (${path})` : path)).join(', ');
