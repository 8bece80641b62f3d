import { close, read } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';

/** Up to this size a part is read at once; above, it goes in pieces of this size (bytes). */
const PIECE = 256 * 1024;

/** Closing is nobody's wait; a descriptor that is closed already is closed. */
export const closeQuietly = (descriptor: number): void => close(descriptor, () => undefined);

/** Buffers of downloads that have ended, for the next ones. */
const spare: Buffer[] = [];
const MOST_SPARE = 16;

const takeBuffer = () => spare.pop() ?? Buffer.allocUnsafeSlow(PIECE);
const giveBack = (buffer: Buffer) => {
  if (spare.length < MOST_SPARE) spare.push(buffer);
};

const readInto = promisify(read) as (
  descriptor: number,
  buffer: Buffer,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesRead: number }>;

const nobodyThere = () => new Error('nobody receives it any more');

/**
 * Resolves when the bytes are on their way. Node forgets the callback of what it still holds for a connection that ends
 * (also for an answer that waits behind another on the same connection), so the end is listened for here.
 */
const sent = (response: ServerResponse, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => {
    const { socket } = response.req;
    if (socket.destroyed) throw nobodyThere();
    const lost = () => reject(nobodyThere());
    socket.once('close', lost);
    response.write(bytes, (error) => {
      socket.off('close', lost);
      if (error) reject(error);
      else resolve();
    });
  });

/**
 * Sends a long part through two buffers in turn: while one is on its way to the socket the other is filled. A stream would
 * make a new buffer for each piece, which costs a third of the speed and lets memory grow with the number of readers.
 */
async function sendInPieces(
  response: ServerResponse,
  descriptor: number,
  start: number,
  length: number,
): Promise<void> {
  const buffers = [takeBuffer(), takeBuffer()] as const;
  const end = start + length;
  let sending = Promise.resolve();
  for (let position = start, turn = 0; position < end; turn ^= 1) {
    const buffer = buffers[turn as 0 | 1];
    const { bytesRead } = await readInto(descriptor, buffer, 0, Math.min(PIECE, end - position), position);
    if (bytesRead === 0) throw new Error('the file became shorter');
    if (response.destroyed) throw nobodyThere();
    await sending;
    sending = sent(response, buffer.subarray(0, bytesRead));
    // Awaited one round later: until then a failure must not count as unhandled.
    sending.catch(() => undefined);
    position += bytesRead;
  }
  await sending;
  // Only here is it sure that the socket reads them no more.
  buffers.forEach(giveBack);
  response.end();
}

/**
 * Sends `length` bytes from `start` of an open file and closes it. The headers, Content-Length included, are set already.
 * When the file became shorter meanwhile the connection is ended: the receiver must not take a part for the whole.
 */
export function sendBytes(response: ServerResponse, descriptor: number, start: number, length: number): void {
  if (length > PIECE) {
    sendInPieces(response, descriptor, start, length)
      .catch(() => response.destroy())
      .finally(() => closeQuietly(descriptor));
    return;
  }
  const bytes = Buffer.allocUnsafe(length);
  read(descriptor, bytes, 0, length, start, (error, count) => {
    closeQuietly(descriptor);
    if (error || count !== length) response.destroy();
    else response.end(bytes);
  });
}
