import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { contentTypeOf } from '../domain/contentType.ts';
import { ifRangeAllows, matchesIfNoneMatch, weakEntityTag } from '../domain/entityTag.ts';
import { baseName } from '../domain/paths.ts';
import { parseRange } from '../domain/range.ts';
import type { OpenFile } from '../files/openFile.ts';
import { closeQuietly, sendBytes } from '../files/sendFile.ts';

/** A served page or picture may show itself, and do nothing: no script, no form, no request. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox";

export interface FileAnswer {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string | number>;
  /** Sends the body, or nothing for `withoutBody`, and closes the file. Call it once, after the headers are set. */
  send: (response: ServerResponse, withoutBody: boolean) => void;
}

function withoutBytes(file: OpenFile) {
  return (response: ServerResponse) => {
    closeQuietly(file.descriptor);
    response.end();
  };
}

/** What the bytes of an open file are answered with: whole, a part, not changed, or no such part. */
export function fileAnswer(file: OpenFile, path: string, asked: IncomingHttpHeaders): FileAnswer {
  const size = Number(file.size);
  const tag = weakEntityTag(file.mtimeNs, file.size);
  const headers: FileAnswer['headers'] = {
    ETag: tag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': INERT,
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  if (matchesIfNoneMatch(asked['if-none-match'], tag)) return { status: 304, headers, send: withoutBytes(file) };
  const ifRange = asked['if-range'] as string | undefined;
  const range = parseRange(ifRangeAllows(ifRange, tag) ? asked.range : undefined, size);
  if (range.kind === 'unsatisfiable') {
    Object.assign(headers, { 'Content-Range': `bytes */${size}`, 'Content-Length': 0 });
    return { status: 416, headers, send: withoutBytes(file) };
  }
  const start = range.kind === 'part' ? range.start : 0;
  const length = range.kind === 'part' ? range.end - start + 1 : size;
  headers['Content-Type'] = contentTypeOf(baseName(path));
  headers['Content-Length'] = length;
  if (range.kind === 'part') headers['Content-Range'] = `bytes ${start}-${range.end}/${size}`;
  return {
    status: range.kind === 'part' ? 206 : 200,
    headers,
    send(response, withoutBody) {
      if (withoutBody) withoutBytes(file)(response);
      else sendBytes(response, file.descriptor, start, length);
    },
  };
}
