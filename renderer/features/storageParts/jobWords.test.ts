import { describe, expect, it } from 'vitest';
import type { JobAnswer } from '../../../main/contract/larder.ts';
import { jobSentence } from './jobWords.ts';

const job = (fields: Partial<JobAnswer>): JobAnswer => ({
  id: 1,
  kind: 'sync',
  project: 1,
  storage: 1,
  status: 'completed',
  found: 0,
  created: 0,
  existing: 0,
  skipped: 0,
  failed: 0,
  files: 0,
  files_read: 0,
  file_share: 0,
  message: null,
  created_at: '2026-11-24T12:00:00Z',
  finished_at: null,
  ...fields,
});

describe('a job in a sentence', () => {
  it.each<[string, Partial<JobAnswer>]>([
    ['The folder holds no files yet.', {}],
    ['1 new task made.', { found: 1, created: 1 }],
    ['Nothing new: 1 was there already.', { found: 1, existing: 1 }],
    [
      '1,204 new tasks made; 20 were there already, 3 left out by the filter and 2 could not be taken.',
      { found: 1229, created: 1204, existing: 20, skipped: 3, failed: 2, status: 'completed_with_errors' },
    ],
    ['The sync was cancelled.', { status: 'cancelled', message: 'The sync was cancelled.' }],
    ['There was nothing to write.', { kind: 'export' }],
    ['12 files written, 3 could not be written.', { kind: 'export', found: 15, created: 12, failed: 3 }],
  ])('%s', (sentence, fields) => expect(jobSentence(job(fields))).toBe(sentence));
});
