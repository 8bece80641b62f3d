import { isoMicros } from '../domain/timestamps.ts';
import type { Access } from './access.ts';
import { JOBS_KEPT } from './jobs/jobs.ts';
import type { Services } from './services.ts';

const NAMED_PROBLEMS = 100;
const LISTED_REASONS = 50;

/** `%` and `_` in a search mean themselves. */
const likeOf = (search: string | undefined) => (search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null);

/** The latest jobs of a storage of either kind, newest first. */
export function listJobs(services: Services, access: Access, storage: number) {
  const { id } = access.storage(storage);
  return services.repositories.jobs.ofStorage(id, JOBS_KEPT).map((row) => services.jobs.answer(row));
}

/** Files and items that the last sync could not take. `search` is looked for in file and reason. */
export function listIssues(
  services: Services,
  access: Access,
  storage: number,
  asked: { search?: string | undefined; reason?: string | undefined },
  page: { size: number; offset: number },
) {
  const { syncIssues } = services.repositories;
  const searched = {
    storage: access.importStorage(storage).id,
    like: likeOf(asked.search),
    reason: asked.reason || null,
  };
  const issues = syncIssues
    .page(searched, page.size, page.offset)
    .map(({ path: file, place, number, reason, advice, id }) => ({ id, file, place, number, reason, advice }));
  return { total: syncIssues.count(searched), issues };
}

/** Why the last sync could not take files and items. */
export const listIssueReasons = (services: Services, access: Access, storage: number) =>
  services.repositories.syncIssues.reasons(access.importStorage(storage).id, LISTED_REASONS);

/** What an export storage has written, what waits, and why. */
export function outboxState(services: Services, access: Access, storage: number) {
  const { id } = access.exportStorage(storage);
  const { outbox, exportLinks } = services.repositories;
  const problems = outbox
    .failures(id, NAMED_PROBLEMS)
    .map(({ annotation_id: annotation, problem }) => ({ annotation, problem }));
  const { written, last_written_at: last } = exportLinks.summary(id);
  return { written, last_written_at: last === null ? null : isoMicros(last), ...outbox.counts(id), problems };
}

/** Asks a job to stop; answers it as it is this moment. */
export function cancelJob(services: Services, access: Access, id: number) {
  const row = access.job(id);
  services.jobs.cancel(row.id);
  return services.jobs.answer(row);
}
