import type { Services } from '../services.ts';

/** From this many files on a job thread writes them. */
const MANY = 100;

/** Writes what a sync or an import put into the outbox, before its answer goes out. */
export async function flushExports(services: Services, project: number): Promise<void> {
  const { exportStorages, outbox } = services.repositories;
  for (const { id } of exportStorages.ofProject(project)) {
    if (outbox.counts(id).waiting > MANY) {
      await services.jobs.quick({ kind: 'export', storage: id, onlyNew: false, onlyWaiting: true });
      services.events.tell({ type: 'outbox', project, storage: id });
    }
    await services.outbox.pushStorage(id);
  }
}
