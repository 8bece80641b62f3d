import type { JobAnswer } from '../../../main/contract/larder.ts';
import { count, countOf } from '../../ui/words.ts';
import type { Figure } from '../storageParts/Figures.tsx';
import type { RunningState } from '../storageParts/RunningJob.tsx';

const figuresOf = ({ found, created, existing, skipped, failed }: JobAnswer): Figure[] => [
  { label: 'Files found', value: found },
  { label: 'New tasks', value: created },
  { label: 'Already there', value: existing },
  { label: 'Skipped', value: skipped },
  { label: 'Failed', value: failed, isTrouble: true },
];

/** How far a sync is. It first looks through the folder, then makes tasks; the files are the measure. */
export function syncState(job: JobAnswer, oneTaskAFile: boolean): RunningState {
  const { found, created, existing, skipped, failed, files, files_read, file_share } = job;
  const figures = figuresOf(job);
  if (job.status === 'queued') return { doing: 'Waiting for its turn', unit: 'file', done: 0, share: null, figures };
  if (!created && !files)
    return { doing: 'Looking through the folder', unit: 'file', done: found, share: null, figures };
  if (!oneTaskAFile) {
    return {
      doing: 'Reading task files',
      unit: 'task',
      done: created,
      share: (files_read + file_share) / files,
      figures,
      ...(files > 1 && { place: `${count(files_read)} of ${countOf(files, 'file')}` }),
    };
  }
  const total = found - existing - skipped - failed;
  const share = total > 0 ? created / total : null;
  return { doing: `Making ${countOf(total, 'task')}`, unit: 'task', done: created, share, figures };
}
