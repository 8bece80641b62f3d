import { PassThrough } from 'node:stream';
import type { LarderContext } from './state.ts';

/** Lets both sides notice a connection that is gone (milliseconds). */
const HEARTBEAT_MS = 15_000;

/** Whoever leaves so much unread (bytes) is let go: they may ask anew, and their events do not fill the memory. */
const UNREAD_AT_MOST = 1024 * 1024;

interface EventStream {
  send: (event: string, data: unknown) => void;
  end: () => void;
  /** Aborted when the other side has gone. */
  gone: AbortSignal;
}

/**
 * Answers a request with a stream of events (text/event-stream). It is asked each time whether the other side is welcome still:
 * the stream of somebody who was removed meanwhile ends.
 */
export function openEventStream(ctx: LarderContext, isWelcome: () => boolean): EventStream {
  const stream = new PassThrough();
  const gone = new AbortController();
  const write = (text: string) => {
    if (gone.signal.aborted || stream.writableEnded) return;
    if (!isWelcome()) stream.end();
    else if (stream.writableLength > UNREAD_AT_MOST) ctx.res.destroy();
    else stream.write(text);
  };
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS).unref();
  ctx.res.on('close', () => {
    clearInterval(heartbeat);
    gone.abort();
    stream.destroy();
  });
  write(': Larder events\n\n');
  ctx.type = 'text/event-stream';
  ctx.set('Cache-Control', 'no-store');
  // The end of the stream is that of the connection: a stop waits for neither.
  ctx.set('Connection', 'close');
  ctx.body = stream;
  return {
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end: () => stream.end(),
    gone: gone.signal,
  };
}
