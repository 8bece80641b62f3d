import { z } from 'zod';

/** A storage that lies outside of a document root. */
export const outsideStorage = z.strictObject({
  id: z.int(),
  kind: z.enum(['import', 'export']),
  project: z.int(),
  title: z.string().nullable(),
  path: z.string(),
});
export type OutsideStorage = z.output<typeof outsideStorage>;

/** What every error of the API looks like. */
export const errorEnvelope = z.strictObject({
  id: z.string(),
  status_code: z.int(),
  version: z.string(),
  detail: z.string(),
  exc_info: z.null(),
  validation_errors: z.record(z.string(), z.array(z.string())).optional(),
  /** With the refusals of a document root, and of a sync while one does not fit. */
  outside_storages: z.array(outsideStorage).optional(),
});
