import type { LocalFilesMixin, SyncStatus } from '../database/rows.ts';
import { metaTime, nowMicros } from '../domain/timestamps.ts';
import type { JobResult } from './jobs/protocol.ts';

type Meta = Record<string, unknown>;

/** The columns of a storage whose sync begins; `queuedAt` is when it was asked for. */
export function begunState(storage: LocalFilesMixin, queuedAt: number) {
  const attempts = Number((JSON.parse(storage.meta) as Meta).attempts ?? 0) + 1;
  const now = metaTime(nowMicros());
  const meta: Meta = { attempts, time_queued: metaTime(queuedAt), time_in_progress: now, time_last_ping: now };
  return { status: 'in_progress', last_sync: null, last_sync_count: null, meta: JSON.stringify(meta) };
}

const STATUS: Record<JobResult['status'], SyncStatus> = {
  completed: 'completed',
  completed_with_errors: 'completed_with_errors',
  failed: 'failed',
  // Label Studio has no word for it; what it must never say is completed.
  cancelled: 'failed',
};

/** The columns of a storage whose sync has ended. `extra` joins the meta: tasks_existed or total_annotations. */
export function endedState(storage: LocalFilesMixin, result: JobResult, extra: Meta) {
  const now = nowMicros();
  const before = JSON.parse(storage.meta) as Meta & { time_in_progress?: string };
  const begun = Date.parse(String(before.time_in_progress ?? '').replace(' ', 'T'));
  const good = STATUS[result.status].startsWith('completed');
  const duration = Number.isNaN(begun) ? 0 : Math.max(0, now / 1e6 - begun / 1000);
  const meta = good
    ? { ...before, time_completed: metaTime(now), duration, ...extra }
    : { ...before, time_failure: metaTime(now), duration };
  return {
    status: STATUS[result.status],
    last_sync: good ? now : null,
    last_sync_count: good ? result.counts.created : null,
    traceback: result.message,
    meta: JSON.stringify(meta),
  };
}
