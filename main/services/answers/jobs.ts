import { type JobAnswer, jobCounts } from '../../contract/larder.ts';
import type { JobRow } from '../../database/rows.ts';
import { isoMicros } from '../../domain/timestamps.ts';
import { noCounts } from '../jobs/protocol.ts';

/** A job as it is stored; while it runs, `Jobs` knows more. */
export function jobAnswer(row: JobRow): JobAnswer {
  return {
    id: row.id,
    kind: row.kind as JobAnswer['kind'],
    project: row.project_id,
    storage: row.storage_id,
    status: row.status,
    ...jobCounts.parse({ ...noCounts(), ...JSON.parse(row.counts) }),
    message: row.message,
    created_at: isoMicros(row.created_at),
    finished_at: row.finished_at === null ? null : isoMicros(row.finished_at),
  };
}
