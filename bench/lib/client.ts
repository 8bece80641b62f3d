import http from 'node:http';
import type { z } from 'zod';
import { codeOf } from './errors.ts';

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  ms: number;
}

interface Sent {
  headers?: http.OutgoingHttpHeaders;
  body?: unknown;
}

/** A kept-alive connection that the server closed meanwhile. */
class ClosedMeanwhile extends Error {}

/** A keep-alive client of one server. */
export class Client {
  readonly #agent: http.Agent;
  readonly #base: URL;
  readonly #headers: http.OutgoingHttpHeaders;

  constructor(url: string, token: string | null, connections = 64) {
    this.#base = new URL(url);
    this.#headers = token ? { Authorization: `Token ${token}` } : {};
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  async request(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    try {
      return await this.#once(method, path, sent);
    } catch (error) {
      if (error instanceof ClosedMeanwhile) return this.#once(method, path, sent); // once more on a fresh one
      throw error;
    }
  }

  #once(method: string, path: string, { headers, body }: Sent): Promise<Answer> {
    const { hostname, port } = this.#base;
    const text = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const ours = { ...this.#headers, ...headers };
    if (text) Object.assign(ours, { 'Content-Type': 'application/json', 'Content-Length': text.length });
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const request = http.request({ hostname, port, path, method, headers: ours, agent: this.#agent });
      request.on('error', (error) => {
        const closed = request.reusedSocket && codeOf(error) === 'ECONNRESET';
        reject(closed ? new ClosedMeanwhile(error.message, { cause: error }) : error);
      });
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const [first] = pieces;
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: first && pieces.length === 1 ? first : Buffer.concat(pieces),
            ms: performance.now() - begun,
          });
        });
      });
      request.end(text ?? undefined);
    });
  }

  /** A call that must not be refused; answers what came back, null when that was nothing. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.request(method, path, { body });
    const text = answer.body.toString();
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  }

  async json<Shape extends z.ZodType>(
    shape: Shape,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.infer<Shape>> {
    return shape.parse(await this.call(method, path, body));
  }

  close(): void {
    this.#agent.destroy();
  }
}
