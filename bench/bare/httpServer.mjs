// The least that serves files on Node: http + fs, whole files, single ranges and 304; no sign-in, no rules. A bound.
//   node httpServer.mjs FOLDER PORT
import { createReadStream, stat } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const [folder = '', port] = process.argv.slice(2);

const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const file = path.join(folder, path.basename(decodeURIComponent(request.url ?? '')));
  stat(file, (error, stats) => {
    if (error || !stats.isFile()) return response.writeHead(404).end();
    const tag = `W/"${stats.mtimeMs.toString(16)}-${stats.size.toString(16)}"`;
    if (request.headers['if-none-match'] === tag) return response.writeHead(304, { ETag: tag }).end();
    const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const start = asked ? Number(asked[1]) : 0;
    const end = asked ? Math.min(Number(asked[2]), stats.size - 1) : stats.size - 1;
    const type = file.endsWith('.html') ? 'text/html' : 'image/jpeg';
    /** @type {http.OutgoingHttpHeaders} */
    const headers = { 'Content-Type': type, 'Content-Length': end - start + 1, ETag: tag };
    if (asked) headers['Content-Range'] = `bytes ${start}-${end}/${stats.size}`;
    response.writeHead(asked ? 206 : 200, headers);
    const stream = createReadStream(file, { start, end, highWaterMark: 256 * 1024 });
    stream.on('error', () => response.destroy());
    response.on('close', () => stream.destroy());
    stream.pipe(response);
  });
});
server.listen(Number(port), '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
