import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { anyJson, text } from './fields.ts';
import { fileKind } from './fileKinds.ts';

const tag = 'Folders';

export const folderListing = z.strictObject({
  path: z.string(),
  /** null at the top: the document root, or the top of the machine when a document root is being chosen. */
  parent: z.string().nullable(),
  /** Folders in it, hidden ones left out, in natural order. */
  folders: z.array(z.strictObject({ name: z.string(), path: z.string() })),
  /** Where a person usually starts: home, the mounted drives. Empty below a document root. */
  places: z.array(z.strictObject({ name: z.string(), path: z.string() })),
});
export type FolderListing = z.output<typeof folderListing>;

/** How files become tasks, and the labeling template that fits them. */
export const projectProposal = z.strictObject({
  title: z.string(),
  use_blob_urls: z.boolean(),
  regex_filter: z.string().nullable(),
  recursive_scan: z.boolean(),
  /** The id of a labeling template. */
  template: z.string(),
});
export type ProjectProposal = z.output<typeof projectProposal>;

/** What was counted so far in a folder; the stream's last event has `done`. */
export const folderContents = z.strictObject({
  path: z.string(),
  done: z.boolean(),
  folders: z.int(),
  files: z.int(),
  kinds: z.record(fileKind, z.int()),
  /** What could not be read, in words, the first ones. */
  problems: z.array(z.string()),
  /** Where the folder lies to the document root, and the root to choose when it does not lie below it. */
  place: z.enum(['below the document root', 'the document root itself', 'outside', 'no document root yet']),
  proposed_root: z.string().nullable(),
  proposal: projectProposal,
});
export type FolderContents = z.output<typeof folderContents>;

export const labelingTemplate = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  kind: fileKind.nullable(),
  label_config: z.string(),
});
export type LabelingTemplate = z.output<typeof labelingTemplate>;

export const folderEndpoints = {
  listFolder: endpoint({
    method: 'GET',
    path: '/api/larder/folders',
    summary: 'The folders in a folder, for choosing one; scope=machine (owner only) also above the document root',
    tag,
    query: z.object({ path: z.string().optional(), scope: z.string().optional() }),
    answers: { 200: folderListing },
  }),
  createFolder: endpoint({
    method: 'POST',
    path: '/api/larder/folders',
    summary: 'Make a folder below the document root, with those above it that are missing',
    tag,
    body: z.object({ path: text() }),
    answers: { 201: z.strictObject({ path: z.string() }) },
  }),
  folderContents: endpoint({
    method: 'GET',
    path: '/api/larder/folder-contents',
    summary: 'Counts a folder by kind of file while it is read (text/event-stream of `contents` events), then ends',
    tag,
    stream: true,
    query: z.object({ path: z.string().optional(), recursive: z.string().optional() }),
    answers: { 200: anyJson },
  }),
  labelingTemplates: endpoint({
    method: 'GET',
    path: '/api/larder/labeling-templates',
    summary: 'Labeling configs to start from',
    tag,
    answers: { 200: z.array(labelingTemplate) },
  }),
};
