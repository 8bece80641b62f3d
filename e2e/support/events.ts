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

/** Listens to the event stream; `jobs` fills as events come. */
export function listenToEvents(port: number, token: string): Promise<{ jobs: JobEvent[]; close: () => void }> {
  const jobs: JobEvent[] = [];
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
      response.on('data', (piece: string) => {
        text += piece;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^event: job\ndata: (.*)$/.exec(block)?.[1];
          if (data) jobs.push(JSON.parse(data));
        }
        resolve({ jobs, close });
      });
    });
  });
}
