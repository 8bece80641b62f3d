import { close, createReadStream, read } from 'node:fs';
import type { ServerResponse } from 'node:http';

/** Up to this size a part is read at once; above, it is streamed in pieces of the second size (bytes). */
const AT_ONCE = 256 * 1024;
const PIECE = 1024 * 1024;

/** Closing is nobody's wait; a descriptor that is closed already is closed. */
export const closeQuietly = (descriptor: number): void => close(descriptor, () => undefined);

/**
 * Sends `length` bytes from `start` of an open file and closes it. The headers, Content-Length included, are set already.
 * When the file became shorter meanwhile the connection is ended: the receiver must not take a part for the whole.
 */
export function sendBytes(response: ServerResponse, descriptor: number, start: number, length: number): void {
  if (length <= AT_ONCE) {
    const bytes = Buffer.allocUnsafe(length);
    read(descriptor, bytes, 0, length, start, (error, count) => {
      closeQuietly(descriptor);
      if (error || count !== length) response.destroy();
      else response.end(bytes);
    });
    return;
  }
  const stream = createReadStream('', { fd: descriptor, start, end: start + length - 1, highWaterMark: PIECE });
  stream.on('error', () => response.destroy());
  stream.on('end', () => {
    if (stream.bytesRead < length) response.destroy();
  });
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}
