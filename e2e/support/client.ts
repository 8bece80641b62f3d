import http from 'node:http';

export const OWNER_TOKEN = '0123456789abcdef0123456789abcdef01234567';

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The body as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked where they are used
  json: any;
}

/** A request as it was sent, with what came back. */
export interface Exchange {
  method: Method;
  path: string;
  answer: Answer;
}

export interface Options {
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Buffer;
  headers?: http.OutgoingHttpHeaders;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Speaks to one server as one user. Paths go out as they are: nothing is normalized or encoded. */
export class Client {
  readonly seen: Exchange[] = [];
  readonly port: number;
  readonly #headers: http.OutgoingHttpHeaders;
  readonly #agent = new http.Agent({ keepAlive: true });

  constructor(port: number, headers: http.OutgoingHttpHeaders) {
    this.port = port;
    this.#headers = headers;
  }

  async send(method: Method, path: string, options: Options = {}): Promise<Answer> {
    const answer = await this.#exchange(method, path, options);
    this.seen.push({ method, path, answer });
    return answer;
  }

  #exchange(method: Method, path: string, { body, raw, headers }: Options): Promise<Answer> {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const request = http.request({
        host: '127.0.0.1',
        port: this.port,
        method,
        path,
        agent: this.#agent,
        headers: {
          ...this.#headers,
          ...(content === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
          ...headers,
        },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(pieces);
          const text = bytes.toString();
          const { statusCode: status = 0 } = response;
          resolve({ status, headers: response.headers, bytes, text, json: parsed(text) });
        });
      });
      request.end(content);
    });
  }

  get = (path: string, headers?: http.OutgoingHttpHeaders) => this.send('GET', path, headers ? { headers } : {});
  post = (path: string, body?: unknown) => this.send('POST', path, { body });
  patch = (path: string, body?: unknown) => this.send('PATCH', path, { body });
  put = (path: string, body?: unknown) => this.send('PUT', path, { body });
  delete = (path: string) => this.send('DELETE', path);

  /** The JSON of an answer that must have this status. */
  async expect(status: number, method: Method, path: string, body?: unknown) {
    const answer = await this.send(method, path, { body });
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return answer.json;
  }

  close(): void {
    this.#agent.destroy();
  }
}
