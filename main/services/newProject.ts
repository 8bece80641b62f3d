import type { z } from 'zod';
import type { newProjectEndpoints, StartedProject } from '../contract/newProject.ts';
import type { Access } from './access.ts';
import { changeSettings } from './chosenSettings.ts';
import { createProject, deleteProject } from './projects.ts';
import type { Services } from './services.ts';
import { importStorageService } from './storageKinds.ts';

export type NewProjectFields = z.output<typeof newProjectEndpoints.newProject.body>;

/** Chooses a document root; answers what takes the choice back. */
async function chooseRoot(services: Services, access: Access, root: string): Promise<() => Promise<unknown>> {
  const before = services.repositories.settings.get('document_root');
  await changeSettings(services, access, { document_root: root });
  return () => changeSettings(services, access, { document_root: before });
}

/** A project, its storage and the sync that runs, all or nothing: what was made before a refusal is taken back. */
export async function startProject(
  services: Services,
  access: Access,
  { document_root, path, title, label_config, ...storage }: NewProjectFields,
): Promise<StartedProject> {
  const imports = importStorageService(services);
  const takeBack: (() => Promise<unknown>)[] = [];
  try {
    if (document_root) takeBack.push(await chooseRoot(services, access, document_root));
    const project = await createProject(services, access.user, { title, label_config: label_config ?? undefined });
    takeBack.push(() => deleteProject(services, project));
    const made = await imports.create(access, { ...storage, title: null, project: project.id, path });
    const { id } = made as { id: number };
    const job = (await imports.sync(access, id, { background: true, onlyNew: false })) as StartedProject['job'];
    return { project: project.id, storage: id, job };
  } catch (error) {
    for (const undo of takeBack.reverse()) await undo();
    throw error;
  }
}
