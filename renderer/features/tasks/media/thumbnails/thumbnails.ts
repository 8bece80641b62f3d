import { ApiError } from '../../../../api/client.ts';
import type { Answer, Wanted } from './protocol.ts';

/** So many are fetched and decoded at the same time; large photos take 50 MB each while they are decoded. */
const AT_ONCE = 4;

interface Request {
  address: string;
  signal: AbortSignal;
  resolve: (shown: string) => void;
  reject: (error: Error) => void;
}

let worker: Worker | null = null;
let lastId = 0;
const waiting: Request[] = [];
const underWay = new Map<number, Request>();

/** A worker, so that no picture, however large, holds up the scrolling. */
function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<Answer>) => {
    const request = underWay.get(data.id);
    underWay.delete(data.id);
    if ('shown' in data) request?.resolve(data.shown);
    else if ('refused' in data) request?.reject(new ApiError(data.refused, 'The file is not served.'));
    else request?.reject(new Error(data.problem));
    sendNext();
  };
  started.onerror = () => {
    worker = null;
    for (const { reject } of underWay.values()) reject(new Error('the thumbnails broke'));
    underWay.clear();
    sendNext();
  };
  return started;
}

function sendNext(): void {
  while (underWay.size < AT_ONCE) {
    const request = waiting.shift();
    if (!request) return;
    if (request.signal.aborted) continue;
    worker ??= startWorker();
    lastId += 1;
    underWay.set(lastId, request);
    worker.postMessage({ id: lastId, address: request.address } satisfies Wanted);
  }
}

/** The address of a small picture of a served one, or its own when it cannot be made smaller; rejects with an ApiError when it is not served. */
export const thumbnailOf = (address: string, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    waiting.push({ address, signal, resolve, reject });
    sendNext();
  });
