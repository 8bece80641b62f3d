import type { z } from 'zod';
import { kindOf } from '../contract/fileKinds.ts';
import type { newProjectEndpoints } from '../contract/newProject.ts';
import { dataKeyOf } from '../domain/labelConfig.ts';
import { normalizePath, relativeBelow } from '../domain/paths.ts';
import { fileTaskData, shownData } from '../domain/taskData.ts';
import type { Access } from './access.ts';
import { type JsonText, jsonList, jsonObject } from './answers/rawJson.ts';
import { invalid } from './errors.ts';
import { runPreview } from './listFiles.ts';
import type { Services } from './services.ts';
import { platform } from './settings.ts';
import { checkFolder } from './storages.ts';

const USUAL_LIMIT = 50;
const LARGEST_LIMIT = 500;
const TASKS_SHOWN = 5;
const TASK_FILES_READ = 10;

type PreviewFields = z.output<typeof newProjectEndpoints.preview.body>;

/** What a sync of such a storage would do, by the code of the sync. */
export async function previewStorage(services: Services, access: Access, fields: PreviewFields): Promise<JsonText> {
  const limit = fields.limit ?? USUAL_LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) {
    throw invalid({ limit: [`Give a whole number from 1 to ${LARGEST_LIMIT}.`] });
  }
  await checkFolder(services, access, fields);
  const config = fields.project === undefined ? '<View></View>' : access.project(fields.project).label_config;
  const inFilesMode = fields.use_blob_urls ?? false;
  const amount = { limit, taskFilesRead: inFilesMode ? 0 : TASK_FILES_READ };
  const { files, counts, taskFiles } = await runPreview(services, access, fields, amount);
  const folder = normalizePath(fields.path, platform);
  const { document_root, host } = services.settings();
  const key = dataKeyOf(config);
  const data =
    taskFiles?.data ??
    files
      .slice(0, TASKS_SHOWN)
      .map(({ key: path }) => fileTaskData(relativeBelow(document_root.value, path as string), host.value))
      .map((text) => shownData(text, key));
  const plain = {
    matched: counts.created,
    filtered_out: counts.skipped,
    files: files.map(({ key: path, size, last_modified }, at) => ({
      name: relativeBelow(folder, path as string),
      kind: kindOf(path as string),
      size,
      modified: last_modified,
      tasks: taskFiles?.read[at]?.tasks ?? null,
      problem: taskFiles?.read[at]?.problem ?? null,
    })),
  };
  return jsonObject(plain, { tasks: jsonList(data as JsonText[]) });
}
