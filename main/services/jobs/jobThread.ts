import { parentPort, workerData } from 'node:worker_threads';
import { repositories } from '../../database/index.ts';
import { openJobDatabase, waitForDisk } from '../../database/open.ts';
import { errorCode } from '../../files/probe.ts';
import { runCount } from './countJob.ts';
import { runExport } from './exportJob.ts';
import { runImport } from './importJob.ts';
import { JobContext } from './jobContext.ts';
import { runPreview } from './previewJob.ts';
import { type FromThread, handedBack, type JobOrder, type JobResult, noCounts, type ToThread } from './protocol.ts';
import { runPurge } from './purgeJob.ts';
import { runRebase } from './rebaseJob.ts';
import { runSync } from './syncJob.ts';
import { takeBackImport } from './takeBackJob.ts';
import { runTaskList } from './taskListJob.ts';

/** The entry of a job thread: it runs one order at a time on a connection of its own. */
const port = parentPort;
if (!port) throw new Error('jobThread runs as a worker thread only');

const database = openJobDatabase(workerData.databaseFile);
const connection = repositories(database);
const tell = (message: FromThread) => port.postMessage(message, handedBack(message));
tell({ type: 'ready' });
let current: JobContext | null = null;
let granted: (() => void) | null = null;

async function takeTurn(): Promise<() => void> {
  await new Promise<void>((resolve) => {
    granted = resolve;
    tell({ type: 'turn' });
  });
  return () => tell({ type: 'turn ended' });
}

async function run(order: JobOrder, context: JobContext): Promise<JobResult> {
  switch (order.kind) {
    case 'sync':
      return runSync(order, context);
    case 'export':
      return runExport(order, context);
    case 'import':
      return runImport(order, context);
    case 'preview':
      return runPreview(order, context);
    case 'task list':
      return runTaskList(order, context);
    case 'tasks by change': {
      const ids = connection.tasks.idsByChange(order.project, order.offset, order.limit);
      return { status: 'completed', message: null, counts: noCounts(), lines: [], ids };
    }
    case 'take back':
      await takeBackImport(order.import, context);
      break;
    case 'count':
      return runCount(order, context);
    case 'rebase':
      return runRebase(order, context);
    case 'purge':
      await runPurge(context);
  }
  return { status: 'completed', message: null, counts: noCounts(), lines: [] };
}

port.on('message', (message: ToThread) => {
  if (message.type === 'granted') granted?.();
  else if (message.type === 'cancel' && current) current.cancelled = true;
  else if (message.type === 'run') {
    current = new JobContext({
      repositories: connection,
      takeTurn,
      waitForDisk: (waits) => waitForDisk(database, waits),
      tell: (counts, tally) => tell({ type: 'progress', counts, tally }),
    });
    run(message.order, current).then(
      (result) => tell({ type: 'done', result }),
      (error) => {
        const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
        tell({ type: 'broken', message: words, code: errorCode(error) });
      },
    );
  }
});
