import envPaths from 'env-paths';
import { z } from 'zod';

/** What the server tells the program that started it: the desktop app, or nobody. */
export const fromServer = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('listening'),
    url: z.string(),
    port: z.int(),
    /** Signs a browser in as the owner, once. */
    signInUrl: z.string(),
  }),
  /** The database of an older Larder is copied and brought up to date: that takes as long as it takes. */
  z.strictObject({ type: z.literal('migrating') }),
  /** At the start and after every change: what pickers must know. */
  z.strictObject({
    type: z.literal('settings'),
    documentRoot: z.string(),
    /** False: no document root was chosen yet. */
    granted: z.boolean(),
    /** The variable (or command line) that decides, when one does. */
    lockedBy: z.string().nullable(),
    /** Links in the document root may lead out of it. */
    followLinks: z.boolean(),
  }),
  /** The answer to `sign-in link`. */
  z.strictObject({ type: z.literal('signInLink'), signInUrl: z.string() }),
  /** The server could not start; the process ends after it. */
  z.strictObject({ type: z.literal('failed'), message: z.string(), path: z.string().nullable() }),
]);
export type FromServer = z.output<typeof fromServer>;

export const toServer = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('signInLink') }),
  /** Finish, checkpoint, exit with 0. */
  z.strictObject({ type: z.literal('stop') }),
]);
export type ToServer = z.output<typeof toServer>;

/** Where the desktop app and the command line both look for a person's projects. */
export const defaultDataDir = (): string => envPaths('Larder', { suffix: '' }).data;
