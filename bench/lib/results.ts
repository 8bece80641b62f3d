import { z } from 'zod';

/** What the workloads read of the results of ../shared/bench; our own versions of its scripts answer the same. */
const number = z.number().nullish();
const repeated = z.object({ median: number }).nullish();

export const workloadResults = z.object({
  workloads: z.record(z.string(), z.object({ count: number, per_s: number, seconds: repeated, p50_ms: number })),
  files_left_after_delete: number,
});
export type WorkloadResults = z.infer<typeof workloadResults>;

const served = z.record(z.string(), z.object({ rps: repeated, mb_s: number, p50_ms: number, socket_errors: number }));
export const serveResults = z.object({
  targets: z.object({ server: served, node_stream: served.optional(), node_sync: served.optional() }),
  skipped: z.array(z.string()).nullish(),
});
export type Served = z.infer<typeof served>;
export type ServeResults = z.infer<typeof serveResults>;

export const limitResults = z.object({ limits: z.record(z.string(), z.object({ per_s: number })) });
export type LimitResults = z.infer<typeof limitResults>;

export const startupResults = z.object({ restart_s: repeated, rss_idle_mb: repeated, problems: z.array(z.string()) });
