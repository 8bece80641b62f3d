import type { z } from 'zod';
import type { projectEndpoints } from '../contract/projects.ts';
import type { Column } from '../database/changeRow.ts';
import type { ProjectRow, UserRow } from '../database/rows.ts';
import { checkLabelConfig } from '../domain/labelConfig.ts';
import { nowMicros } from '../domain/timestamps.ts';
import type { User } from './access.ts';
import { projectAnswer } from './answers/projects.ts';
import { type Core, write } from './core.ts';
import { invalid, stillThere } from './errors.ts';
import type { Services } from './services.ts';

type ProjectDraft = z.output<typeof projectEndpoints.createProject.body>;
type ProjectFields = z.output<typeof projectEndpoints.updateProject.body>;

const EMPTY_CONFIG = '<View></View>';
const MOST_ANNOTATIONS = 1_000_000;

function checkedConfig(config: string): string {
  const fault = checkLabelConfig(config);
  if (fault) throw invalid({ label_config: [fault] });
  return config;
}

function checkedMaximum(maximum: number | null | undefined): number {
  const number = maximum ?? 1;
  if (!Number.isInteger(number) || number < 1 || number > MOST_ANNOTATIONS) {
    throw invalid({ maximum_annotations: [`Give a whole number from 1 to ${MOST_ANNOTATIONS}.`] });
  }
  return number;
}

/** A project as the API shows it; see projectAnswer for `counted`. */
export const showProject = ({ repositories }: Core, row: ProjectRow, counted = true) =>
  projectAnswer(row, repositories.users.byId(row.created_by) as UserRow, counted);

/** Newest first. */
export function listProjects(core: Core, user: User, limit: number, offset: number) {
  const { projects } = core.repositories;
  return {
    count: projects.countVisible(user),
    results: projects.pageVisible(user, limit, offset).map((row) => showProject(core, row)),
  };
}

export async function createProject(core: Core, user: User, fields: ProjectDraft): Promise<ProjectRow> {
  const { title, description, label_config, maximum_annotations, ...options } = fields;
  const config = checkedConfig(label_config ?? EMPTY_CONFIG);
  const maximum = checkedMaximum(maximum_annotations);
  const { projects, users } = core.repositories;
  return write(core, () => {
    stillThere('User', users.byId(user.id));
    const id = projects.insert({
      title: title ?? '',
      description: description ?? '',
      label_config: config,
      options: JSON.stringify(options),
      maximum_annotations: maximum,
      created_by: user.id,
      now: nowMicros(),
    });
    projects.addMember(id, user.id);
    return projects.byId(id) as ProjectRow;
  });
}

export async function updateProject(core: Core, project: ProjectRow, fields: ProjectFields): Promise<ProjectRow> {
  const { title, description, label_config, maximum_annotations, ...options } = fields;
  const columns: Record<string, Column> = {};
  if (title !== undefined) columns.title = title;
  if (description !== undefined) columns.description = description ?? '';
  if (label_config !== undefined) columns.label_config = checkedConfig(label_config);
  if (maximum_annotations !== undefined) columns.maximum_annotations = checkedMaximum(maximum_annotations);
  const { projects } = core.repositories;
  return write(core, () => {
    const current = stillThere('Project', projects.byId(project.id));
    if (Object.keys(options).length) columns.options = JSON.stringify({ ...JSON.parse(current.options), ...options });
    projects.change(project.id, columns);
    return projects.byId(project.id) as ProjectRow;
  });
}

/** Hides a project with its storages at once and clears its rows away in the background. Files are never touched. */
export async function deleteProject(services: Services, project: ProjectRow): Promise<void> {
  const { projects, importStorages, exportStorages } = services.repositories;
  const storages = [...importStorages.ofProject(project.id), ...exportStorages.ofProject(project.id)].map(
    ({ id }) => id,
  );
  await write(services, () => {
    const now = nowMicros();
    projects.markDeleted(project.id, now);
    importStorages.markDeletedOfProject(project.id, now);
    exportStorages.markDeletedOfProject(project.id, now);
  });
  services.jobs.discard(storages);
  await services.root.followSoon();
}
