import { basename } from 'node:path';
import { contentTypeOf } from '../../domain/contentType.ts';
import { ifRangeAllows, matchesIfNoneMatch, weakEntityTag } from '../../domain/entityTag.ts';
import { requestedPath } from '../../domain/paths.ts';
import { parseRange } from '../../domain/range.ts';
import type { OpenFile } from '../../files/openFile.ts';
import { closeQuietly, sendBytes } from '../../files/sendFile.ts';
import type { Services } from '../../services/services.ts';
import { signedInUser } from '../auth.ts';
import { sendError } from '../errors.ts';
import type { LarderContext, LarderMiddleware } from '../state.ts';

/** A served page or picture may show itself, and do nothing: no script, no form, no request. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox";

function send(ctx: LarderContext, file: OpenFile, path: string): void {
  const { res, req } = ctx;
  const size = Number(file.size);
  const tag = weakEntityTag(file.mtimeNs, file.size);
  ctx.respond = false;
  res.setHeader('ETag', tag);
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Cache-Control', 'private, no-cache');
  res.setHeader('Content-Security-Policy', INERT);
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  const end = (status: number) => {
    closeQuietly(file.descriptor);
    res.statusCode = status;
    res.end();
  };
  if (matchesIfNoneMatch(req.headers['if-none-match'], tag)) return end(304);
  const range = ifRangeAllows(req.headers['if-range'] as string | undefined, tag)
    ? parseRange(req.headers.range, size)
    : ({ kind: 'whole' } as const);
  if (range.kind === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${size}`);
    res.setHeader('Content-Length', 0);
    return end(416);
  }
  const start = range.kind === 'part' ? range.start : 0;
  const length = range.kind === 'part' ? range.end - start + 1 : size;
  res.setHeader('Content-Type', contentTypeOf(basename(path)));
  res.setHeader('Content-Length', length);
  if (range.kind === 'part') {
    res.setHeader('Content-Range', `bytes ${start}-${range.end}/${size}`);
    res.statusCode = 206;
  } else res.statusCode = 200;
  if (ctx.method === 'HEAD') return end(res.statusCode);
  sendBytes(res, file.descriptor, start, length);
}

/** GET and HEAD of `/data/local-files/?d=<path below the document root>`. */
export function localFiles(services: Services, port: () => number): LarderMiddleware {
  return async (ctx, next) => {
    if (ctx.path !== '/data/local-files/' && ctx.path !== '/data/local-files') return next();
    const user = signedInUser(ctx, services.repositories, port());
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.set('Allow', 'GET, HEAD');
      return sendError(ctx, 405, `Method "${ctx.method}" not allowed.`);
    }
    const served = await services.serving.open(user, requestedPath(ctx.querystring));
    if ('file' in served) return send(ctx, served.file, served.path);
    ctx.status = served.status;
    ctx.type = 'text/html';
    ctx.body = served.text;
  };
}
