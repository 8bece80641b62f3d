import { z } from 'zod';
import { type Endpoint, endpoint } from './endpoint.ts';
import { anyJson, flag, flagOrNull, instant, numberOrNull, reference, referenceOrNull, textOrNull } from './fields.ts';

const mixinKeys = {
  id: z.int(),
  type: z.literal('localfiles'),
  synchronizable: z.boolean(),
  path: z.string(),
  regex_filter: z.string().nullable(),
  use_blob_urls: z.boolean(),
  last_sync: instant.nullable(),
  last_sync_count: z.int().nullable(),
  last_sync_job: z.null(),
  status: z.enum(['initialized', 'queued', 'in_progress', 'completed', 'completed_with_errors', 'failed']),
  traceback: z.string().nullable(),
  meta: z.record(z.string(), anyJson),
  title: z.string().nullable(),
  description: z.string().nullable(),
  created_at: instant,
  project: z.int(),
};
export const importStorage = z.strictObject({ ...mixinKeys, recursive_scan: z.boolean().nullable() });
export const exportStorage = z.strictObject({ ...mixinKeys, can_delete_objects: z.boolean().nullable() });

/** In the refusal of a path that leads nowhere: the page then offers to make the folder. */
export const FOLDER_MISSING = 'does not exist. Check the spelling, or make the folder.';

/** How refusals name the document root, before its path in quotes: clients know it so, the page has words for people in place of it. */
export const NAMED_ROOT = 'LOCAL_FILES_DOCUMENT_ROOT=';

/** What a client may write; state fields, id, type and created_at are read-only and ignored. */
const mixinFields = z.object({
  project: reference(),
  path: textOrNull().optional(),
  title: textOrNull({ max: 256 }).optional(),
  description: textOrNull().optional(),
  regex_filter: textOrNull({ max: 1000 }).optional(),
  use_blob_urls: flag().optional(),
  synchronizable: flag().optional(),
});
export const importFields = mixinFields.extend({ recursive_scan: flagOrNull().optional() });
export const exportFields = mixinFields.extend({ can_delete_objects: flagOrNull().optional() });
export const importChanges = importFields.extend({ project: reference().optional() });
export const exportChanges = exportFields.extend({ project: reference().optional() });
export type StorageFields = z.output<typeof importChanges> & z.output<typeof exportChanges>;

const formField = z.looseObject({ type: z.string(), name: z.string(), label: z.string() });
const form = z.array(z.strictObject({ columnCount: z.int(), fields: z.array(formField) }));
const ofProject = z.object({ project: z.string().optional() });
const startedJob = z.looseObject({ id: z.int(), status: z.string() });

const importTag = 'Import storages';
const exportTag = 'Export storages';

interface StorageShapes {
  answer: z.ZodType;
  fields: z.ZodType;
  changes: z.ZodObject;
  sync: Pick<Endpoint, 'query' | 'body'>;
}

/** The nine calls that import and export storages have alike. */
function storageEndpoints(at: string, tag: string, kind: string, { answer, fields, changes, sync }: StorageShapes) {
  const validated = changes.extend({ id: referenceOrNull().optional() });
  const define = <const E extends Omit<Endpoint, 'tag'>>(definition: E) => endpoint({ tag, ...definition });
  return {
    list: define({
      method: 'GET',
      path: at,
      summary: `${kind} of a project`,
      query: ofProject,
      answers: { 200: z.array(answer) },
    }),
    create: define({ method: 'POST', path: at, summary: `New: ${kind}`, body: fields, answers: { 201: answer } }),
    validate: define({
      method: 'POST',
      path: `${at}/validate`,
      summary:
        'Would this storage be accepted? With the id of a stored one: would this change of it? Nothing is stored',
      body: validated,
      answers: { 200: null },
    }),
    form: define({ method: 'GET', path: `${at}/form`, summary: 'Rows of the form', answers: { 200: form } }),
    get: define({ method: 'GET', path: `${at}/{id}`, summary: `One of the ${kind}`, answers: { 200: answer } }),
    update: define({
      method: 'PATCH',
      path: `${at}/{id}`,
      summary: 'Change the named fields',
      body: changes,
      answers: { 200: answer },
    }),
    replace: define({
      method: 'PUT',
      path: `${at}/{id}`,
      summary: 'Change the fields; project and path are required',
      body: fields,
      answers: { 200: answer },
    }),
    remove: define({
      method: 'DELETE',
      path: `${at}/{id}`,
      summary: 'Delete the storage; tasks and files stay',
      answers: { 204: null },
    }),
    sync: define({
      method: 'POST',
      path: `${at}/{id}/sync`,
      summary: 'Sync now; with background=true answers 202 and a job to watch',
      ...sync,
      answers: { 200: answer, 202: startedJob },
    }),
  };
}

export const importStorageEndpoints = {
  ...storageEndpoints('/api/storages/localfiles', importTag, 'import storages', {
    answer: importStorage,
    fields: importFields,
    changes: importChanges,
    sync: { query: z.object({ background: z.string().optional() }) },
  }),
  files: endpoint({
    method: 'POST',
    path: '/api/storages/localfiles/files',
    summary: 'The files a storage would import, in the order of the import',
    tag: importTag,
    body: importChanges.extend({ limit: numberOrNull().optional() }),
    answers: {
      200: z.strictObject({
        files: z.array(
          z.strictObject({ key: z.string().nullable(), last_modified: instant.nullable(), size: z.int().nullable() }),
        ),
      }),
    },
  }),
};

export const exportStorageEndpoints = storageEndpoints(
  '/api/storages/export/localfiles',
  exportTag,
  'export storages',
  {
    answer: exportStorage,
    fields: exportFields,
    changes: exportChanges,
    sync: {
      query: z.object({ background: z.string().optional(), save_only_new_annotations: z.string().optional() }),
      body: z.object({ save_only_new_annotations: flag().optional() }),
    },
  },
);

const types = z.array(z.strictObject({ name: z.string(), title: z.string() }));

export const storageListEndpoints = {
  importTypes: endpoint({
    method: 'GET',
    path: '/api/storages/types',
    summary: 'Kinds of import storages',
    tag: importTag,
    answers: { 200: types },
  }),
  exportTypes: endpoint({
    method: 'GET',
    path: '/api/storages/export/types',
    summary: 'Kinds of export storages',
    tag: exportTag,
    answers: { 200: types },
  }),
  allImports: endpoint({
    method: 'GET',
    path: '/api/storages',
    summary: 'Import storages of a project, all kinds',
    tag: importTag,
    query: ofProject,
    answers: { 200: z.array(importStorage) },
  }),
  allExports: endpoint({
    method: 'GET',
    path: '/api/storages/export',
    summary: 'Export storages of a project, all kinds',
    tag: exportTag,
    query: ofProject,
    answers: { 200: z.array(exportStorage) },
  }),
};
