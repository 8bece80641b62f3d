import type { Repositories } from '../database/index.ts';
import type { LocalFilesMixin, UserRow } from '../database/rows.ts';
import { invalid, notFound, Refusal } from './errors.ts';

/** A person as the services know them. */
export type User = UserRow;

/**
 * The one place that says what a user may see. The owner sees every project, anyone else those they are a member of.
 * What a user may not see does not exist for them: the same 404 as for an id that was guessed.
 */
export function accessFor(repositories: Repositories, user: UserRow) {
  const { projects, tasks, annotations, predictions, importStorages, exportStorages, jobs } = repositories;

  const seesProject = (id: number) => user.is_owner === 1 || projects.isMember(id, user.id);

  function project(id: number) {
    const found = projects.byId(id);
    if (!found || !seesProject(id)) throw notFound('Project');
    return found;
  }

  function within<Row extends { project_id: number }>(what: string, row: Row | undefined): Row {
    if (!row || !seesProject(row.project_id) || !projects.byId(row.project_id)) throw notFound(what);
    return row;
  }

  /** A storage takes its jobs along to another project; those of one that was deleted stay with the project of then. */
  function seesJob(project: number, storage: number | null): boolean {
    const now = storage === null ? undefined : (importStorages.byId(storage) ?? exportStorages.byId(storage));
    const where = now?.project_id ?? project;
    return seesProject(where) && projects.byId(where) !== undefined;
  }

  return {
    user,
    seesProject,
    project,
    task: (id: number) => within('Task', tasks.byId(id)),
    annotation: (id: number) => within('Annotation', annotations.byId(id)),
    prediction: (id: number) => within('Prediction', predictions.byId(id)),
    importStorage: (id: number) => within('storage', importStorages.byId(id)),
    exportStorage: (id: number) => within('storage', exportStorages.byId(id)),
    /** A storage of either kind. */
    storage: (id: number) => within<LocalFilesMixin>('storage', importStorages.byId(id) ?? exportStorages.byId(id)),
    job: (id: number) => {
      const found = jobs.byId(id);
      if (!found || !seesJob(found.project_id, found.storage_id)) throw notFound('job');
      return found;
    },
    seesJob,
  };
}

/** An unknown project or task in a body is an error of that field, not of the address. */
export function inField<T>(field: string, id: number, find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) {
      throw invalid({ [field]: [`Invalid pk "${id}" - object does not exist.`] });
    }
    throw error;
  }
}

export type Access = ReturnType<typeof accessFor>;
