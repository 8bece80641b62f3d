import { describe, expect, it } from 'vitest';
import type { JobAnswer } from '../../../main/contract/larder.ts';
import { syncState } from './syncState.ts';

const running = (fields: Partial<JobAnswer>): JobAnswer => ({
  id: 1,
  kind: 'sync',
  project: 1,
  storage: 1,
  status: 'in_progress',
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

describe('how far a sync is', () => {
  it('is not known while the folder is looked through', () =>
    expect(syncState(running({ found: 7 }), true)).toMatchObject({ done: 7, unit: 'file', share: null }));

  it('is told by the tasks that the files become', () =>
    expect(syncState(running({ found: 10, skipped: 2, created: 2 }), true)).toMatchObject({ done: 2, share: 0.25 }));

  it('is told by the task files that were read', () =>
    expect(
      syncState(running({ found: 4, created: 900, files: 4, files_read: 1, file_share: 0.5 }), false),
    ).toMatchObject({
      done: 900,
      share: 0.375,
      place: '1 of 4 files',
    }));

  it('is told by what was read of a single task file', () => {
    const state = syncState(running({ found: 1, created: 900, files: 1, file_share: 0.1 }), false);
    expect(state.share).toBe(0.1);
    expect(state.place).toBeUndefined();
  });
});
