import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { OutsideStorage } from '../contract/envelope.ts';
import { Refusal } from '../services/errors.ts';
import type { LarderContext, LarderMiddleware } from './state.ts';
import { labelStudioRelease } from './version.ts';

/** Trouble of the disk that the data folder is on: nothing is wrong with the request, and nothing was stored. */
const DISK_TROUBLE: Record<string, string> = {
  SQLITE_FULL: 'The disk of the data folder is full. Nothing was stored: free some space, then try again.',
  SQLITE_READONLY: 'The data folder cannot be written. Nothing was stored: check its rights, then try again.',
  SQLITE_CORRUPT:
    'The database of the data folder is damaged. Stop Larder, put a copy of larder.db in its place, and start it again.',
  SQLITE_IOERR: 'The disk of the data folder reports an error. Nothing was stored: check the disk, then try again.',
};
const diskTrouble = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return DISK_TROUBLE[code.split('_').slice(0, 2).join('_')];
};

const OUR_FAULT = 'Larder could not answer because of an error of its own. Nothing was lost; the log has the details.';

interface ErrorDetails {
  fields?: Record<string, string[]> | undefined;
  outside?: OutsideStorage[] | undefined;
}

/** The one form of errors. `validation_errors` is there for input errors only. */
export function sendError(ctx: LarderContext, status: number, detail: string, details: ErrorDetails = {}): void {
  const { fields, outside } = details;
  ctx.status = status;
  ctx.body = {
    id: randomUUID(),
    status_code: status,
    version: labelStudioRelease,
    detail,
    exc_info: null,
    ...(fields ? { validation_errors: fields } : {}),
    ...(outside ? { outside_storages: outside } : {}),
  };
}

/** A request that Node or a parser refused carries a status below 500; its message is meant for the sender. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** Turns whatever is thrown into an answer: words for the sender, details for the log, never a stack. */
export function errorAnswers(log: Logger): LarderMiddleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof Refusal) {
        if (error.status === 401) ctx.set('WWW-Authenticate', 'Token');
        if (error.bare) {
          ctx.status = error.status;
          ctx.body = { message: error.message };
        } else sendError(ctx, error.status, error.message, error);
        return;
      }
      const status = statusOf(error);
      if (status) return sendError(ctx, status, (error as Error).message);
      log.error({ err: error, method: ctx.method, path: ctx.path }, 'a request broke');
      const trouble = diskTrouble(error);
      sendError(ctx, trouble ? 507 : 500, trouble ?? OUR_FAULT);
    }
  };
}
