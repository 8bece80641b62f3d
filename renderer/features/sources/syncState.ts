import type { JobAnswer } from '../../../main/contract/larder.ts';
import { countOf } from '../../ui/words.ts';
import type { Figure } from '../storageParts/Figures.tsx';
import type { RunningState } from '../storageParts/RunningJob.tsx';

const figuresOf = ({ found, created, existing, skipped, failed }: JobAnswer): Figure[] => [
  { label: 'Files found', value: found },
  { label: 'New tasks', value: created },
  { label: 'Already there', value: existing },
  { label: 'Skipped', value: skipped },
  { label: 'Failed', value: failed, isTrouble: true },
];

/**
 * How far a sync is. It first looks through the folder, then makes tasks. With one task a file the files are the measure;
 * how many tasks are in a task file is known when it was read.
 */
export function syncState(job: JobAnswer, oneTaskAFile: boolean): RunningState {
  const { found, created, existing, skipped, failed } = job;
  const figures = figuresOf(job);
  if (job.status === 'queued') return { doing: 'Waiting for its turn', unit: 'file', done: 0, total: null, figures };
  if (!created) return { doing: 'Looking through the folder', unit: 'file', done: found, total: null, figures };
  const total = oneTaskAFile ? found - existing - skipped - failed : null;
  return {
    doing: total === null ? 'Reading task files' : `Making ${countOf(total, 'task')}`,
    unit: 'task',
    done: created,
    total,
    figures,
  };
}
