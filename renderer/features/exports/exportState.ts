import type { JobAnswer } from '../../../main/contract/larder.ts';
import type { RunningState } from '../storageParts/RunningJob.tsx';

/** How far an export is. `annotations`: how many the project has, which is what there is to write at the most. */
export function exportState(job: JobAnswer, annotations: number): RunningState {
  const { found, created, failed } = job;
  const figures = [
    { label: 'Written', value: created },
    { label: 'Failed', value: failed, isTrouble: true },
  ];
  if (job.status === 'queued') return { doing: 'Waiting for its turn', unit: 'file', done: 0, share: null, figures };
  const done = created + failed;
  const total = Math.max(annotations, found);
  return { doing: 'Writing annotations', unit: 'file', done, share: total ? done / total : null, figures };
}
