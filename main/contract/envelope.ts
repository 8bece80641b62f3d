import { z } from 'zod';

/** What every error of the API looks like. */
export const errorEnvelope = z.strictObject({
  id: z.string(),
  status_code: z.int(),
  version: z.string(),
  detail: z.string(),
  exc_info: z.null(),
  validation_errors: z.record(z.string(), z.array(z.string())).optional(),
});
