import type { StorageFields } from '../contract/storages.ts';
import type { Access } from './access.ts';
import { invalid, Refusal } from './errors.ts';
import type { JobResult, ListedFile } from './jobs/protocol.ts';
import type { Services } from './services.ts';
import { checkStoragePath } from './storagePath.ts';
import { validateStorage } from './storages.ts';

const USUAL_LIMIT = 100;
const LARGEST_LIMIT = 10_000;
/** What clients get behind the last file when there are more. */
const MORE: ListedFile = { key: null, last_modified: null, size: null };

/** The files that a storage with these fields would import, by the code that syncs, in the order of the import. */
export async function listFiles(
  services: Services,
  access: Access,
  fields: StorageFields & { limit?: number | null | undefined },
): Promise<ListedFile[]> {
  const limit = Math.min(fields.limit ?? USUAL_LIMIT, LARGEST_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw invalid({ limit: ['Give a whole number from 1.'] });
  await validateStorage(services, access, fields, undefined);
  const { files, counts } = await runPreview(services, access, fields, { limit, taskFilesRead: 0 });
  return counts.created > limit ? [...files, MORE] : files;
}

/** Scans the folder of a storage that need not be stored, by the code that syncs. The fields were checked before. */
export async function runPreview(
  services: Services,
  access: Access,
  fields: StorageFields,
  amount: { limit: number; taskFilesRead: number },
): Promise<JobResult & { files: ListedFile[] }> {
  const settings = services.settings();
  const result = await services.jobs.quick({
    kind: 'preview',
    path: await checkStoragePath(fields.path, services, access.user),
    regexFilter: fields.regex_filter ?? null,
    recursive: fields.recursive_scan ?? false,
    documentRoot: settings.document_root.value,
    dataDir: services.dataDir,
    followLinks: settings.follow_links.value,
    naturalOrder: settings.natural_order.value,
    ...amount,
  });
  if (result.status === 'cancelled') throw new Refusal(503, 'Larder is being stopped. Ask again when it runs.');
  const { files } = result;
  if (!files) throw new Refusal(400, result.message ?? 'The folder cannot be read.');
  return { ...result, files };
}
