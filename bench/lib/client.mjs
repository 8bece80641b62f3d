import http from 'node:http';

/** A keep-alive client of one server. */
export class Client {
  #agent;
  #base;
  #headers;

  constructor(url, token, connections = 64) {
    this.#base = new URL(url);
    this.#headers = token ? { Authorization: `Token ${token}` } : {};
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections, noDelay: true });
  }

  /** Resolves to {status, headers, body, ms}. */
  async request(method, path, { headers, body } = {}) {
    try {
      return await this.#once(method, path, headers, body);
    } catch (error) {
      // A kept-alive connection that the server closed meanwhile: once more on a fresh one.
      if (error.reusedSocket && error.code === 'ECONNRESET') return this.#once(method, path, headers, body);
      throw error;
    }
  }

  #once(method, path, headers, body) {
    const { hostname, port } = this.#base;
    const text = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const ours = { ...this.#headers, ...headers };
    if (text) Object.assign(ours, { 'Content-Type': 'application/json', 'Content-Length': text.length });
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const request = http.request({ hostname, port, path, method, headers: ours, agent: this.#agent });
      request.on('error', (error) => reject(Object.assign(error, { reusedSocket: request.reusedSocket })));
      request.on('response', (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const whole = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: whole,
            ms: performance.now() - begun,
          });
        });
      });
      request.end(text ?? undefined);
    });
  }

  async json(method, path, body) {
    const answer = await this.request(method, path, { body });
    const text = answer.body.toString();
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  }

  close() {
    this.#agent.destroy();
  }
}
