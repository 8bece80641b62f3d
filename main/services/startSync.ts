import type { Column } from '../database/changeRow.ts';
import type { LocalFilesMixin, UserRow } from '../database/rows.ts';
import type { JobOrder, JobResult } from './jobs/protocol.ts';
import type { Services } from './services.ts';
import { begunState, endedState } from './syncState.ts';

interface StorageRows<Row> {
  byId: (id: number) => Row | undefined;
  change: (id: number, columns: Record<string, Column>) => void;
}

export interface StartedSync<Row> {
  /** Of the job. */
  id: number;
  /** The storage as this sync has left it, also when the next one runs already; undefined when it was deleted meanwhile. */
  done: Promise<Row | undefined>;
}

interface SyncSteps {
  order: Extract<JobOrder, { kind: 'sync' | 'export' }>;
  /** What joins the meta at the end. */
  extra: (counts: JobResult['counts']) => Record<string, unknown>;
  /** What follows the job and belongs to the sync. */
  after: () => Promise<unknown>;
}

/** Starts the job that syncs a storage of either kind, and keeps the state of the sync in the storage. */
export async function startSync<Row extends LocalFilesMixin>(
  { jobs }: Services,
  rows: StorageRows<Row>,
  storage: Row,
  user: UserRow,
  { order, extra, after }: SyncSteps,
): Promise<StartedSync<Row>> {
  const { id } = storage;
  let ended: Row | undefined;
  const job = await jobs.start(
    { kind: order.kind, project: storage.project_id, storage: id, user: user.id },
    {
      order,
      onBegin(queuedAt) {
        const current = rows.byId(id);
        if (current) rows.change(id, begunState(current, queuedAt));
      },
      onEnd(result) {
        const current = rows.byId(id);
        if (!current) return;
        rows.change(id, endedState(current, result, extra(result.counts)));
        ended = rows.byId(id);
      },
    },
  );
  const done = job.done.then(async () => {
    await after();
    const now = rows.byId(id);
    // Each sync writes a meta of its own.
    const nextHasBegun = now && ended && now.meta !== ended.meta;
    return nextHasBegun ? ended : now;
  });
  return { id: job.id, done };
}
