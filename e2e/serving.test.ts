import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { rawExchange } from './support/rawHttp.ts';
import { importUrl, newExport, newImport, newProject } from './support/work.ts';

let larder: Larder;
let owner: Client;
let project: number;
let ds: string;
/** What must never come out. */
const SECRET = 'TOP-SECRET-BYTES';

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  project = await newProject(owner);
  ds = path.join(larder.root, 'ds');
  await newImport(owner, project, ds, { 'a.txt': 'content of a', 'sub/b.txt': 'b', 'empty.bin': '' });
  putFiles(path.dirname(larder.root), { 'secret.txt': SECRET, 'root-private/secret.txt': SECRET });
  putFiles(larder.root, { 'secret.txt': SECRET, 'ds-private/secret.txt': SECRET, 'ds2/secret.txt': SECRET });
  putFiles(larder.root, { 'DS/secret.txt': SECRET, 'd/secret.txt': SECRET, 'ds.txt': SECRET });
});
afterAll(cleanUp);

const get = (d: string, headers?: Record<string, string>) => owner.get(`/data/local-files/?d=${d}`, headers);

describe('nothing but what lies in a storage comes out', () => {
  const DOTS = [
    '..',
    '%2e%2e',
    '.%2e',
    '%252e%252e',
    '%c0%ae%c0%ae',
    '%e0%80%ae%e0%80%ae',
    '%uff0e%uff0e',
    '．．',
    '....',
    '. .',
  ];
  const SLASHES = [
    '/',
    '%2f',
    '%2F',
    '%5c',
    '\\',
    '%255c',
    '%252f',
    '%c0%af',
    '%c1%9c',
    '/./',
    '//',
    '%2f%2f',
    '/%00/',
    ';/',
    '%0a/',
    '%0d%0a/',
    '／',
  ];
  const GOALS = ['secret.txt', 'ds-private/secret.txt', 'ds2/secret.txt', 'DS/secret.txt', 'd/secret.txt', 'ds.txt'];

  it('by dots and slashes in any spelling', async () => {
    for (const dots of DOTS) {
      for (const slash of SLASHES) {
        for (const start of ['', 'ds', '/ds', 'ds/sub', 'ds/a.txt', 'ds/missing']) {
          for (const times of [1, 2, 3, 9]) {
            const climb = `${start}${start ? slash : ''}${`${dots}${slash}`.repeat(times)}`;
            const goal = GOALS[times % GOALS.length] as string;
            const d = encodeURI(`${climb}${goal}`).replaceAll('%25', '%');
            const { status, text } = await get(d);
            expect(text, d).not.toContain(SECRET);
            expect(text, d).not.toContain(larder.root);
            expect(status, d).toBe(404);
          }
        }
      }
    }
  });

  it('by other ways to name a file', async () => {
    const outside = path.join(path.dirname(larder.root), 'secret.txt');
    const names = [
      ...GOALS,
      outside,
      `/${outside}`,
      `file://${outside}`,
      `${larder.root}/ds-private/secret.txt`,
      '/etc/passwd',
      '//etc/passwd',
      '/proc/self/environ',
      'ds/../../../../../../../../etc/passwd',
      'ds/..',
      'ds/.',
      'ds/',
      '.',
      '/',
      '..',
      '~',
      'ds:secret.txt',
      'ds/a.txt::$DATA',
      'C:/secret.txt',
      '\\\\?\\C:\\secret.txt',
      'CON',
      'ds/a.txt/x',
      'ds/%00',
      'a'.repeat(5000),
      `ds/${'b'.repeat(300)}`,
      `ds/${'c/'.repeat(2500)}`,
    ];
    for (const name of names) {
      const { status, text } = await get(encodeURIComponent(name));
      expect(text, name).not.toContain(SECRET);
      expect(text, name).not.toContain(larder.root);
      expect(status, name).toBe(404);
    }
  });

  it('by the path of the URL', async () => {
    const paths = ['../secret.txt', '%2e%2e/secret.txt', 'ds/a.txt', '..%2fsecret.txt', '/', '%00', '../../etc/passwd'];
    for (const rest of paths) {
      const head = `GET /data/local-files/${rest} HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: Token ${OWNER_TOKEN}`;
      const answer = await rawExchange(larder.server.port, `${head}\r\nConnection: close\r\n\r\n`);
      expect(answer, rest).toMatch(/^HTTP\/1\.1 (40[034]) /);
      expect(answer, rest).not.toContain(SECRET);
    }
  });

  it('while every way to name a file inside still works', async () => {
    for (const d of [
      'ds/a.txt',
      '/ds/a.txt',
      '//ds//a.txt',
      'ds/./sub/../a.txt',
      'x/../ds/a.txt',
      'ds%2fa.txt',
      'ds/a.txt/',
    ]) {
      const { status, text } = await get(d);
      expect([status, text], d).toEqual([200, 'content of a']);
    }
    expect((await owner.get('/data/local-files?d=none&d=ds/a.txt')).text).toBe('content of a');
  });

  it('without d, or with an empty one: 403', async () => {
    for (const query of ['', '?', '?d', '?d=', '?D=ds/a.txt', '?x=1']) {
      const { status, text } = await owner.get(`/data/local-files/${query}`);
      expect([status, text], query).toEqual([403, '']);
    }
  });

  it('an export storage opens nothing, and a storage that is deleted or moved opens nothing any more', async () => {
    const out = putFiles(path.join(larder.root, 'out'), { 'x.txt': 'x' });
    await newExport(owner, project, out);
    expect((await get('out/x.txt')).status).toBe(404);
    const storage = await newImport(owner, project, path.join(larder.root, 'short'), { 'x.txt': 'x' });
    mkdirSync(path.join(larder.root, 'elsewhere'));
    expect((await get('short/x.txt')).status).toBe(200);
    await owner.expect(200, 'PATCH', importUrl(storage), { path: path.join(larder.root, 'elsewhere') });
    expect((await get('short/x.txt')).status).toBe(404);
    await owner.expect(200, 'PATCH', importUrl(storage), { path: path.join(larder.root, 'short') });
    await owner.expect(204, 'DELETE', importUrl(storage));
    expect((await get('short/x.txt')).status).toBe(404);
  });
});

describe('what is no plain file', () => {
  it('links: inside of the root they are followed, out of it only with the setting', async () => {
    const base = path.dirname(larder.root);
    putFiles(larder.root, { 'other/in.txt': 'inside' });
    symlinkSync('../other/in.txt', path.join(ds, 'in'));
    symlinkSync(path.join(base, 'secret.txt'), path.join(ds, 'out'));
    symlinkSync('../../root-private', path.join(ds, 'outdir'));
    symlinkSync('out', path.join(ds, 'twice'));
    symlinkSync('round', path.join(ds, 'round'));
    symlinkSync('nowhere', path.join(ds, 'dangling'));
    symlinkSync('/dev/zero', path.join(ds, 'zero'));
    expect((await get('ds/in')).text).toBe('inside');
    for (const name of ['out', 'outdir/secret.txt', 'twice', 'round', 'dangling', 'zero', 'outdir']) {
      const { status, text } = await get(`ds/${name}`);
      expect([status, text], name).toEqual([404, '']);
    }
    await owner.expect(200, 'PATCH', '/api/larder/settings', { follow_links: true });
    expect((await get('ds/out')).text).toBe(SECRET);
    expect((await get('ds/zero')).status).toBe(404);
    await owner.expect(200, 'PATCH', '/api/larder/settings', { follow_links: false });
    expect((await get('ds/out')).status).toBe(404);
  });

  it('a folder, a pipe, a socket: 404 at once', async () => {
    execFileSync('mkfifo', [path.join(ds, 'pipe')]);
    const socket = createServer().listen(path.join(ds, 'socket'));
    try {
      for (const name of ['', 'sub', 'sub/', 'pipe', 'socket']) {
        expect((await get(`ds/${name}`)).status, name).toBe(404);
        expect((await owner.send('HEAD', `/data/local-files/?d=ds/${name}`)).status, name).toBe(404);
      }
    } finally {
      socket.close();
      rmSync(path.join(ds, 'pipe'));
    }
  });
});

it('serving that is switched off is 403 and says which variable', async () => {
  const off = await startLarder({ env: { HEARTEX_LOCAL_FILES_SERVING_ENABLED: 'Off' } });
  const { status, text } = await off.owner.get('/data/local-files/?d=ds/a.txt');
  expect(status).toBe(403);
  expect(text).toContain('LOCAL_FILES_SERVING_ENABLED');
  await off.stop();
});
