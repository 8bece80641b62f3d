import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, flagOrNull, instant, numberOrNull, reference, text, textOrNull } from './fields.ts';
import { fileKind } from './fileKinds.ts';
import { job } from './larder.ts';

const tag = 'Larder';

/** A project, its first storage and the sync that runs: what one press of a button made. */
export const startedProject = z.strictObject({ project: z.int(), storage: z.int(), job });
export type StartedProject = z.output<typeof startedProject>;

/** A file that a sync would take, and what it would make of it. */
export const previewedFile = z.strictObject({
  /** Below the storage's path, with `/`. */
  name: z.string(),
  kind: fileKind,
  size: z.int().nullable(),
  modified: instant.nullable(),
  /** Tasks mode: how many tasks are in it as far as was read, and what a sync would list about it. */
  tasks: z.int().nullable(),
  problem: z.string().nullable(),
});
export const storagePreview = z.strictObject({
  /** Files that the filter lets through, and those that it does not, counted in the whole folder. */
  matched: z.int(),
  filtered_out: z.int(),
  files: z.array(previewedFile),
  /** Data of the first tasks, as they would be stored. */
  tasks: z.array(z.record(z.string(), z.unknown())),
});
export type StoragePreview = z.output<typeof storagePreview>;

export const newProjectEndpoints = {
  newProject: endpoint({
    method: 'POST',
    path: '/api/larder/new-project',
    summary: 'A project from a folder: project, storage and a running sync, all or nothing',
    tag,
    body: z.object({
      path: text(),
      title: text({ min: 3, max: 50 }),
      label_config: textOrNull({ max: 1_000_000 }).optional(),
      regex_filter: textOrNull({ max: 1000 }).optional(),
      use_blob_urls: flag().optional(),
      recursive_scan: flagOrNull().optional(),
      /** Chosen as the document root first, as PATCH settings would. Only the owner may. */
      document_root: textOrNull().optional(),
    }),
    answers: { 201: startedProject },
  }),
  sampleProject: endpoint({
    method: 'POST',
    path: '/api/larder/sample-project',
    summary: 'The sample project, its files copied into a folder of their own below the document root',
    tag,
    answers: { 201: startedProject },
  }),
  preview: endpoint({
    method: 'POST',
    path: '/api/larder/preview',
    summary: 'What a sync of such a storage would do, by the code of the sync; nothing is stored',
    tag,
    body: z.object({
      project: reference().optional(),
      path: text(),
      regex_filter: textOrNull({ max: 1000 }).optional(),
      use_blob_urls: flag().optional(),
      recursive_scan: flagOrNull().optional(),
      limit: numberOrNull().optional(),
    }),
    answers: { 200: storagePreview },
  }),
  restoreProject: endpoint({
    method: 'POST',
    path: '/api/larder/projects/{id}/restore',
    summary: 'Take the deletion of a project back, within a minute',
    tag,
    answers: { 204: null },
  }),
  restoreImportStorage: endpoint({
    method: 'POST',
    path: '/api/larder/import-storages/{id}/restore',
    summary: 'Take the deletion of an import storage back, within a minute',
    tag,
    answers: { 204: null },
  }),
  restoreExportStorage: endpoint({
    method: 'POST',
    path: '/api/larder/export-storages/{id}/restore',
    summary: 'Take the deletion of an export storage back, within a minute',
    tag,
    answers: { 204: null },
  }),
};
