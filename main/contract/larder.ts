import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { outsideStorage } from './envelope.ts';
import { anyJson, flagOrNull, instant, textOrNull } from './fields.ts';

/** Where a setting's value came from. */
export const settingOrigin = z.enum(['variable', 'command line', 'chosen', 'detected folder', 'default']);
const setting = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, origin: settingOrigin, variable: z.string().nullable() });

/** Where links and addresses stand when another document root came into force. */
export const addressState = z.strictObject({
  /** What they are relative to. */
  root: z.string(),
  state: z.enum(['in place', 'being rebased', 'waiting']),
  /** Tasks that the rebase which runs has gone through. */
  tasks_done: z.int(),
  tasks: z.int(),
  /** Storages that lie outside of the document root in force: the rebase waits for them to be moved or deleted. */
  outside: z.array(outsideStorage),
});

/** What names a folder of the machine is null for everybody but the owner. */
export const settings = z.strictObject({
  document_root: setting(z.string().nullable()),
  serving_enabled: setting(z.boolean()),
  storage_enabled: setting(z.boolean()),
  follow_links: setting(z.boolean()),
  natural_order: setting(z.boolean()),
  host: setting(z.string()),
  addresses: addressState.nullable(),
  data_dir: z.string().nullable(),
  version: z.string(),
});

/**
 * Counts of a job so far. A sync fills all, an export created (written) and failed. `files` and `files_read` are the task files
 * (Tasks mode) that have to be read: how many tasks are in one is known when it was read; `file_share` is how much of the one
 * that is being read has been (0 to 1).
 */
export const jobCounts = z.strictObject({
  found: z.int(),
  created: z.int(),
  existing: z.int(),
  skipped: z.int(),
  failed: z.int(),
  files: z.int(),
  files_read: z.int(),
  file_share: z.number(),
});
export type JobCounts = z.output<typeof jobCounts>;

export const job = z.strictObject({
  id: z.int(),
  kind: z.enum(['sync', 'export']),
  project: z.int(),
  storage: z.int().nullable(),
  status: z.enum(['queued', 'in_progress', 'completed', 'completed_with_errors', 'failed', 'cancelled']),
  ...jobCounts.shape,
  message: z.string().nullable(),
  created_at: instant,
  finished_at: instant.nullable(),
});
export type JobAnswer = z.output<typeof job>;

/** What the stream of events tells. */
export type LarderEvent =
  | { type: 'job'; job: JobAnswer }
  /** What is written or waits for an export storage has changed. */
  | { type: 'outbox'; project: number; storage: number }
  | { type: 'settings' };

export const syncIssue = z.strictObject({
  id: z.int(),
  file: z.string(),
  place: z.enum(['file', 'item', 'line', 'row']),
  number: z.int(),
  reason: z.string(),
  advice: z.string(),
});

/** A reason that the last sync had, and how many files and items it stands for. */
export const issueReason = z.strictObject({ reason: z.string(), count: z.int() });

export const ruleCheck = z.strictObject({
  rule: z.enum(['signed in', 'serving enabled', 'inside a storage', 'project visible', 'file readable']),
  pass: z.boolean(),
  compared: z.string(),
  fix: z.string().nullable(),
});
export const explanation = z.strictObject({
  path: z.string().nullable(),
  served: z.boolean(),
  checks: z.array(ruleCheck),
  /** What is wrong besides the rules: tasks that belong to another document root, a root that is not there. */
  warning: z.string().nullable(),
});
export type Explanation = z.output<typeof explanation>;

export const outboxState = z.strictObject({
  written: z.int(),
  /** ISO 8601, UTC. */
  last_written_at: z.string().nullable(),
  waiting: z.int(),
  failed: z.int(),
  problems: z.array(z.strictObject({ annotation: z.int(), problem: z.string() })),
});

const tag = 'Larder';
const listed = z.object({
  page: z.string().optional(),
  page_size: z.string().optional(),
  search: z.string().optional(),
  reason: z.string().optional(),
});

export const larderEndpoints = {
  openApi: endpoint({
    method: 'GET',
    path: '/api/larder/openapi.json',
    summary: 'This document',
    tag,
    open: true,
    answers: { 200: anyJson },
  }),
  getSettings: endpoint({
    method: 'GET',
    path: '/api/larder/settings',
    summary: 'Settings in force and where each came from; folders of the machine for the owner only',
    tag,
    answers: { 200: settings },
  }),
  changeSettings: endpoint({
    method: 'PATCH',
    path: '/api/larder/settings',
    summary: 'Choose settings; null forgets the choice. Only the owner may',
    tag,
    body: z.object({
      document_root: textOrNull().optional(),
      follow_links: flagOrNull().optional(),
      natural_order: flagOrNull().optional(),
    }),
    answers: { 200: settings },
  }),
  explain: endpoint({
    method: 'GET',
    path: '/api/larder/explain',
    summary: 'Why a file is or is not served: the four rules, each with pass or fail and the fix',
    tag,
    query: z.object({ d: z.string().optional(), path: z.string().optional(), task: z.string().optional() }),
    answers: { 200: explanation },
  }),
  listJobs: endpoint({
    method: 'GET',
    path: '/api/larder/storages/{id}/jobs',
    summary: 'Latest jobs of a storage',
    tag,
    answers: { 200: z.array(job) },
  }),
  getJob: endpoint({
    method: 'GET',
    path: '/api/larder/jobs/{id}',
    summary: 'A job and its counts',
    tag,
    answers: { 200: job },
  }),
  cancelJob: endpoint({
    method: 'DELETE',
    path: '/api/larder/jobs/{id}',
    summary: 'Cancel a job; what was imported whole stays',
    tag,
    answers: { 202: job },
  }),
  events: endpoint({
    method: 'GET',
    path: '/api/larder/events',
    summary: 'Stream of events (text/event-stream): how jobs go on, what export storages have written, other settings',
    tag,
    stream: true,
    answers: { 200: anyJson },
  }),
  listIssues: endpoint({
    method: 'GET',
    path: '/api/larder/storages/{id}/issues',
    summary: 'Files and items that the last sync could not take',
    tag,
    query: listed,
    answers: { 200: z.strictObject({ total: z.int(), issues: z.array(syncIssue) }) },
  }),
  listIssueReasons: endpoint({
    method: 'GET',
    path: '/api/larder/storages/{id}/issue-reasons',
    summary: 'Why the last sync could not take files and items: the most frequent reasons first',
    tag,
    answers: { 200: z.array(issueReason) },
  }),
  outbox: endpoint({
    method: 'GET',
    path: '/api/larder/storages/{id}/outbox',
    summary: 'What an export storage has written and what waits',
    tag,
    answers: { 200: outboxState },
  }),
  createSignInLink: endpoint({
    method: 'POST',
    path: '/api/larder/sign-in-links',
    summary: 'A one-time link that signs a browser in',
    tag,
    answers: { 201: z.strictObject({ url: z.string() }) },
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/larder/session',
    summary: 'End the session of this browser',
    tag,
    answers: { 204: null },
  }),
};

export const systemEndpoints = {
  version: endpoint({
    method: 'GET',
    path: '/api/version',
    summary: 'Versions',
    tag: 'System',
    open: true,
    answers: {
      200: z.strictObject({
        release: z.string(),
        'label-studio-os-package': z.strictObject({ version: z.string() }),
        larder: z.string(),
        edition: z.string(),
      }),
    },
  }),
  health: endpoint({
    method: 'GET',
    path: '/health',
    summary: 'Is the server up',
    tag: 'System',
    open: true,
    answers: { 200: z.strictObject({ status: z.literal('UP') }) },
  }),
};
