import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Logger } from 'pino';
import type { OutsideStorage } from '../contract/envelope.ts';
import { diskTrouble } from '../services/diskTrouble.ts';
import { Refusal } from '../services/errors.ts';
import type { LarderContext, LarderMiddleware } from './state.ts';
import { labelStudioRelease } from './version.ts';

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

/**
 * A request that Node or a parser refused carries a status below 500; its message is meant for the sender. Not so what the
 * system said, known by its code: that tells where Larder lies.
 */
function refused(error: unknown): { status: number; detail: string } | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status, message } = error;
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  return { status, detail: 'code' in error ? `${STATUS_CODES[status] ?? 'Bad Request'}.` : message };
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
      const refusal = refused(error);
      if (refusal) return sendError(ctx, refusal.status, refusal.detail);
      log.error({ err: error, method: ctx.method, path: ctx.path }, 'a request broke');
      const trouble = diskTrouble(error);
      if (!trouble) return sendError(ctx, 500, OUR_FAULT);
      sendError(ctx, 507, `${trouble.what} Nothing was stored: ${trouble.remedy}, then try again.`);
    }
  };
}
