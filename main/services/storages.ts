import type { StorageFields } from '../contract/storages.ts';
import type { Column } from '../database/changeRow.ts';
import { asFlag, type Flag, type LocalFilesMixin } from '../database/rows.ts';
import type { NewStorage } from '../database/storages.ts';
import { isSameOrInside } from '../domain/paths.ts';
import { nowMicros } from '../domain/timestamps.ts';
import { realPathOrSame } from '../files/probe.ts';
import { type Access, inField } from './access.ts';
import type { Core } from './core.ts';
import { invalid } from './errors.ts';
import { checkStoragePath, unusablePath } from './storagePath.ts';

/** The regular expressions are loaded when the first filter comes: most servers that idle never need their memory. */
async function checkFilter(filter: string | null | undefined): Promise<void> {
  if (!filter) return;
  const { compileNameFilter, RegexNotSupportedError } = await import('../domain/pythonRegex.ts');
  try {
    compileNameFilter(filter);
  } catch (error) {
    if (error instanceof RegexNotSupportedError) throw invalid({ regex_filter: [error.message] });
    throw error;
  }
}

/**
 * A storage opens its folder to the members of its project. So nobody but the owner may lay one at, in or above the folder
 * of a project that they may not see, whatever link leads there.
 */
async function requireOwnFolder(core: Core, access: Access, path: string): Promise<void> {
  if (access.user.is_owner) return;
  const { importStorages, exportStorages } = core.repositories;
  const foreign = [...importStorages.all(), ...exportStorages.all()].filter(
    (row) => !access.seesProject(row.project_id),
  );
  const real = await realPathOrSame(path);
  for (const row of foreign) {
    const theirs = await realPathOrSame(row.path);
    if (isSameOrInside(real, theirs) || isSameOrInside(theirs, real)) {
      throw unusablePath(path);
    }
  }
}

/** Checks what was sent the way a creation does, fields first, then the path; answers the columns to store. */
async function checkedColumns(core: Core, access: Access, fields: StorageFields): Promise<Record<string, Column>> {
  const columns: Record<string, Column> = {};
  if (fields.project !== undefined) {
    const id = fields.project;
    columns.project_id = inField('project', id, () => access.project(id)).id;
  }
  await checkFilter(fields.regex_filter);
  for (const name of ['title', 'description', 'regex_filter'] as const) {
    const value = fields[name];
    if (value !== undefined) columns[name] = value;
  }
  for (const name of ['use_blob_urls', 'synchronizable', 'recursive_scan', 'can_delete_objects'] as const) {
    const value = fields[name];
    if (value !== undefined) columns[name] = value === null ? null : asFlag(value);
  }
  if (fields.path !== undefined) {
    const path = await checkStoragePath(fields.path, core, access.user);
    await requireOwnFolder(core, access, path);
    columns.path = path;
  }
  return columns;
}

/** Refuses what a creation of such a storage would refuse, whether its project is there yet or not. */
export async function checkFolder(core: Core, access: Access, fields: StorageFields): Promise<void> {
  await checkedColumns(core, access, { ...fields, path: fields.path ?? null });
}

/** Everything a new storage needs. `own` is recursive_scan or can_delete_objects with what it is when not sent. */
export async function newStorage(
  core: Core,
  access: Access,
  fields: StorageFields & { project: number },
  own: { name: 'recursive_scan' | 'can_delete_objects'; otherwise: Flag | null },
): Promise<NewStorage> {
  const columns = await checkedColumns(core, access, { ...fields, path: fields.path ?? null });
  return {
    project_id: fields.project,
    path: columns.path as string,
    title: fields.title ?? null,
    description: fields.description ?? null,
    regex_filter: fields.regex_filter ?? null,
    use_blob_urls: asFlag(fields.use_blob_urls ?? false),
    synchronizable: asFlag(fields.synchronizable ?? true),
    own: own.name in columns ? (columns[own.name] as Flag | null) : own.otherwise,
    now: nowMicros(),
  };
}

/** The columns that a change sets; what was not sent stays as it is. `whole`: a PUT, which must name a path. */
export async function changedColumns(
  core: Core,
  access: Access,
  fields: StorageFields,
  whole: boolean,
): Promise<Record<string, Column>> {
  return checkedColumns(core, access, whole ? { ...fields, path: fields.path ?? null } : fields);
}

/** Refuses what a creation would refuse; with the id of a stored storage, what a change of it would. Stores nothing. */
export async function validateStorage(
  core: Core,
  access: Access,
  fields: StorageFields,
  stored: LocalFilesMixin | undefined,
): Promise<void> {
  const project = fields.project ?? stored?.project_id;
  if (project === undefined) throw invalid({ project: ['This field is required.'] });
  await checkedColumns(core, access, { ...fields, project, path: fields.path ?? stored?.path ?? null });
}
