import { nowMicros } from '../domain/timestamps.ts';
import { type Core, write } from './core.ts';
import type { Jobs } from './jobs/jobs.ts';
import { noCounts } from './jobs/protocol.ts';

const INTERRUPTED = 'Larder was stopped while this ran. Start it again to go on: nothing is done twice.';

/** After a stop or a crash in the middle of an import: its tasks go, in the background. */
export function recoverImports({ repositories, log }: Core, jobs: Jobs): void {
  for (const id of repositories.unfinishedImports.all()) {
    jobs
      .quick({ kind: 'take back', import: id })
      .catch((error) => log.error({ err: error }, 'taking back an unfinished import broke'));
  }
}

/**
 * After a stop or a crash: jobs that were under way are marked as failed, and so are their storages. Those of deleted
 * storages, whose ends somebody may have waited for, go.
 */
export async function recoverJobs(core: Core): Promise<void> {
  const { jobs, importStorages, exportStorages } = core.repositories;
  const unfinished = jobs.unfinished();
  await write(core, () => {
    jobs.removeOrphans();
    for (const job of unfinished) {
      jobs.finish(job.id, 'failed', noCounts(), INTERRUPTED, nowMicros());
      const storages = job.kind === 'export' ? exportStorages : importStorages;
      const storage = job.storage_id === null ? undefined : storages.byId(job.storage_id);
      if (storage?.status === 'in_progress') storages.change(storage.id, { status: 'failed', traceback: INTERRUPTED });
    }
  });
}
