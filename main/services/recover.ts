import { nowMicros } from '../domain/timestamps.ts';
import { type Core, write } from './core.ts';
import { noCounts } from './jobs/protocol.ts';

const INTERRUPTED = 'Larder was stopped while this ran. Start it again to go on: nothing is done twice.';

/** After a stop or a crash: jobs that were under way are marked as failed, and so are their storages. */
export async function recoverJobs(core: Core): Promise<void> {
  const { jobs, importStorages, exportStorages } = core.repositories;
  const unfinished = jobs.unfinished();
  if (!unfinished.length) return;
  await write(core, () => {
    for (const job of unfinished) {
      jobs.finish(job.id, 'failed', noCounts(), INTERRUPTED, nowMicros());
      const storages = job.kind === 'export' ? exportStorages : importStorages;
      const storage = job.storage_id === null ? undefined : storages.byId(job.storage_id);
      if (storage?.status === 'in_progress') storages.change(storage.id, { status: 'failed', traceback: INTERRUPTED });
    }
  });
}
