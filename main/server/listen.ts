import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server cannot listen, in words. */
class ListenError extends Error {}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

/** Listens on the port, or on the usual one if it is free and any free one else (port null). */
export async function listen(
  handler: Parameters<typeof createServer>[1],
  host: string,
  port: number | null,
  usual: number,
): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 65_000 }, handler);
  try {
    await listenOn(server, host, port ?? usual);
  } catch (error) {
    if (port === null && codeOf(error) === 'EADDRINUSE') {
      await listenOn(server, host, 0);
      return server;
    }
    const reason =
      codeOf(error) === 'EADDRINUSE'
        ? 'the port is in use'
        : codeOf(error) === 'EACCES'
          ? 'the port is not permitted'
          : String(error);
    throw new ListenError(`Cannot listen on ${host}:${port ?? usual}: ${reason}. Choose another one with --port.`);
  }
  return server;
}

export const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Stops listening, lets answers that are under way end within the time (milliseconds), then ends every connection. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
