import net from 'node:net';

/** Sends bytes as they are and answers all that comes back until the server, or `limitMs`, ends it. */
export function rawExchange(port: number, request: string | Buffer, limitMs = 10_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    const pieces: Buffer[] = [];
    socket.setTimeout(limitMs, () => socket.destroy());
    socket.on('error', reject);
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')));
    socket.write(request);
  });
}

/** The status of an answer as it came over the wire; 0 when there was none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
