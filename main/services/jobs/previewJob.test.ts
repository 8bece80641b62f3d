import { expect, test } from 'vitest';
import { testDatabase } from '../../database/testDatabase.ts';
import { JobContext } from './jobContext.ts';
import { runPreview } from './previewJob.ts';

test('a preview that is cancelled in the middle ends as cancelled', async () => {
  const { all, folder } = testDatabase();
  const context = new JobContext({
    repositories: all,
    takeTurn: async () => () => undefined,
    waitForDisk: () => undefined,
    tell: () => undefined,
  });
  context.cancelled = true;
  const choices = {
    regexFilter: null,
    recursive: false,
    followLinks: false,
    naturalOrder: false,
    limit: 1,
    taskFilesRead: 1,
  };
  const order = { kind: 'preview', path: folder, documentRoot: folder, dataDir: '/nowhere', ...choices } as const;
  expect((await runPreview(order, context)).status).toBe('cancelled');
});
