import http from 'node:http';
import { atTheEnd } from './folders.ts';

export interface JobEvent {
  id: number;
  project: number;
  storage: number;
  status: string;
  found: number;
  created: number;
  existing: number;
  skipped: number;
  failed: number;
}

export interface Listening {
  jobs: JobEvent[];
  /** All events but those of jobs. */
  others: { type: string; data: unknown }[];
  close: () => void;
  /** Whether the server has ended the stream. */
  isEnded: () => boolean;
}

/** Listens to the event stream; `jobs` and `others` fill as events come. */
export function listenToEvents(port: number, token: string): Promise<Listening> {
  const jobs: JobEvent[] = [];
  const others: Listening['others'] = [];
  let ended = false;
  return new Promise((resolve, reject) => {
    const request = http.get({
      port,
      host: '127.0.0.1',
      path: '/api/larder/events',
      headers: { authorization: `Token ${token}` },
      agent: false,
    });
    const close = () => request.destroy();
    atTheEnd(close);
    request.on('error', reject);
    request.on('response', (response) => {
      if (response.statusCode !== 200 || !response.headers['content-type']?.startsWith('text/event-stream')) {
        reject(new Error(`no event stream: ${response.statusCode} ${response.headers['content-type']}`));
      }
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('end', () => {
        ended = true;
      });
      response.on('data', (piece: string) => {
        text += piece;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, type, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
          if (type === undefined || data === undefined) continue;
          if (type === 'job') jobs.push(JSON.parse(data));
          else others.push({ type, data: JSON.parse(data) });
        }
        resolve({ jobs, others, close, isEnded: () => ended });
      });
    });
  });
}
