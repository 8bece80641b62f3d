import { homedir } from 'node:os';
import type { StartedProject } from '../contract/newProject.ts';
import { labelingTemplates } from '../domain/labelingTemplates.ts';
import { joinPath, normalizePath } from '../domain/paths.ts';
import { copyIntoNewFolder } from '../files/copyFolder.ts';
import { errorInWords } from '../files/probe.ts';
import type { Access } from './access.ts';
import { invalid } from './errors.ts';
import { startProject } from './newProject.ts';
import type { Services } from './services.ts';
import { platform } from './settings.ts';
import { requireOwner } from './users.ts';

const FOLDER = 'larder-sample';

/** The sample project. Its files are copied below the document root; without one, `Larder` in the home folder becomes it. */
export async function startSampleProject(services: Services, access: Access): Promise<StartedProject> {
  requireOwner(access.user);
  const { value, origin } = services.settings().document_root;
  const none = origin === 'default';
  const root = none ? joinPath(normalizePath(homedir(), platform), 'Larder') : value;
  const path = await copyIntoNewFolder(services.sampleFolder, root, FOLDER).catch((error) => {
    throw invalid({ path: [`The sample files cannot be copied to "${root}": ${errorInWords(error)}.`] });
  });
  return startProject(services, access, {
    path,
    title: 'Sample: jars on a shelf',
    label_config: labelingTemplates[0]?.label_config.replace('"Object"', '"Jar"').replace('"Other"', '"Fruit"') ?? null,
    use_blob_urls: true,
    document_root: none ? root : null,
  });
}
