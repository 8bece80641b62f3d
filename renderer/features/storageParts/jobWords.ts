import type { JobAnswer } from '../../../main/contract/larder.ts';
import { count, countOf } from '../../ui/words.ts';

type Status = JobAnswer['status'];

export interface StateWords {
  words: string;
  color: 'gray' | 'jar' | 'yellow' | 'red';
}

/** How a job stands, in a word or two. */
export const STATUS_WORDS: Record<Status, StateWords> = {
  queued: { words: 'Waiting for its turn', color: 'gray' },
  in_progress: { words: 'Running', color: 'jar' },
  completed: { words: 'Done', color: 'jar' },
  completed_with_errors: { words: 'Done, with problems', color: 'yellow' },
  failed: { words: 'Failed', color: 'red' },
  cancelled: { words: 'Cancelled', color: 'gray' },
};

function andList(parts: string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function syncSentence({ found, created, existing, skipped, failed }: JobAnswer): string {
  if (!found && !failed) return 'The folder holds no files yet.';
  const rest = [
    ...(existing ? [`${count(existing)} ${existing === 1 ? 'was' : 'were'} there already`] : []),
    ...(skipped ? [`${count(skipped)} left out by the filter`] : []),
    ...(failed ? [`${count(failed)} could not be taken`] : []),
  ];
  const made = created ? `${countOf(created, 'new task')} made` : 'Nothing new';
  if (!rest.length) return `${made}.`;
  return `${made}${created ? ';' : ':'} ${andList(rest)}.`;
}

function exportSentence({ found, created, failed }: JobAnswer): string {
  if (!found) return 'There was nothing to write.';
  const wrote = `${countOf(created, 'file')} written`;
  return failed ? `${wrote}, ${count(failed)} could not be written.` : `${wrote}.`;
}

/** What a job did, in a sentence. */
export function jobSentence(job: JobAnswer): string {
  if (job.status === 'queued') return 'Another run comes first; this one begins when that has ended.';
  if ((job.status === 'failed' || job.status === 'cancelled') && job.message) return job.message;
  return job.kind === 'export' ? exportSentence(job) : syncSentence(job);
}
