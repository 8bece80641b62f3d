import { type QueryClient, type QueryKey, skipToken, useQuery } from '@tanstack/react-query';
import { contract } from '../../main/contract/index.ts';
import type { JobAnswer, LarderEvent } from '../../main/contract/larder.ts';
import { addressOf } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export const isOver = (job: JobAnswer) => job.status !== 'queued' && job.status !== 'in_progress';

/** While a sync runs, lists that grow are asked again this often at most (milliseconds). */
const GROWTH_MS = 1000;

/** Puts a job's state into the cache. What has ended stays ended: answers may come behind events. */
export function putJob(client: QueryClient, job: JobAnswer): void {
  const known = client.getQueryData<JobAnswer>(queryKeys.job(job.id));
  if (known && isOver(known) && !isOver(job)) return;
  client.setQueryData(queryKeys.job(job.id), job);
  if (job.storage === null) return;
  client.setQueryData<JobAnswer[]>(
    queryKeys.storageJobs(job.storage),
    (jobs) => jobs && [job, ...jobs.filter(({ id }) => id !== job.id)].sort((a, b) => b.id - a.id),
  );
}

/** Asks again for what changed. A first answer that is on its way may be of before: making it stale alone would keep it. */
async function askAnew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}

/** Puts a job's state into the cache, and makes stale what it changes. */
function takeJob(client: QueryClient, grownAt: Map<number, number>, job: JobAnswer): void {
  putJob(client, job);
  const now = performance.now();
  const grows = [queryKeys.tasks(job.project), queryKeys.projects];
  if (!isOver(job)) {
    if (now - (grownAt.get(job.project) ?? 0) < GROWTH_MS) return;
    grownAt.set(job.project, now);
    for (const queryKey of grows) void client.invalidateQueries({ queryKey });
    return;
  }
  grownAt.delete(job.project);
  const ended: QueryKey[] = [...grows, queryKeys.importStorages(job.project), queryKeys.exportStorages(job.project)];
  if (job.storage !== null) ended.push(queryKeys.storage(job.storage));
  for (const queryKey of ended) void askAnew(client, queryKey);
}

type OutboxEvent = Extract<LarderEvent, { type: 'outbox' }>;

function takeOutbox(client: QueryClient, { project, storage }: OutboxEvent): void {
  void client.invalidateQueries({ queryKey: queryKeys.outbox(storage) });
  void client.invalidateQueries({ queryKey: queryKeys.exportStorages(project) });
}

/** Feeds the server's events into the cache; answers the function that ends it. */
export function followEvents(client: QueryClient): () => void {
  const source = new EventSource(addressOf(contract.larder.events));
  const grownAt = new Map<number, number>();
  source.addEventListener('job', (event) => takeJob(client, grownAt, JSON.parse(event.data) as JobAnswer));
  source.addEventListener('outbox', (event) => takeOutbox(client, JSON.parse(event.data) as OutboxEvent));
  source.addEventListener('settings', () => void client.invalidateQueries({ queryKey: queryKeys.settings }));
  // What happened before it was open was missed, at the first time too: a small sync is over sooner.
  source.addEventListener('open', () => {
    client.setQueryData(queryKeys.isReachable, true);
    void client.invalidateQueries();
  });
  source.addEventListener('error', () => {
    client.setQueryData(queryKeys.isReachable, false);
    // Refused, not interrupted: who is signed in has to be asked anew.
    if (source.readyState === EventSource.CLOSED) void client.invalidateQueries({ queryKey: queryKeys.whoami });
  });
  return () => source.close();
}

/** Whether the stream of events is open, or was not tried yet; it opens again by itself. */
export const useIsReachable = (): boolean =>
  useQuery({ queryKey: queryKeys.isReachable, queryFn: skipToken, initialData: true }).data ?? true;
