import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { fileUrl, importUrl, newImport, newProject } from './support/work.ts';

let larder: Larder;
let owner: Client;
let ds: string;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  ds = path.join(larder.root, 'ds');
  await newImport(owner, await newProject(owner), ds, { 'a.txt': 'content of a', 'empty.bin': '' });
});
afterAll(cleanUp);

const get = (d: string, headers?: Record<string, string>) => owner.get(`/data/local-files/?d=${d}`, headers);

it('of an empty file: whole it is empty, and no range can be satisfied', async () => {
  const whole = await get('ds/empty.bin');
  expect([whole.status, whole.headers['content-length'], whole.text]).toEqual([200, '0', '']);
  for (const range of ['bytes=0-', 'bytes=0-0', 'bytes=-1', 'bytes=-0', 'bytes=5-9']) {
    const { status, headers, text } = await get('ds/empty.bin', { range });
    expect([status, headers['content-range'], text], range).toEqual([416, 'bytes */0', '']);
  }
  expect((await get('ds/empty.bin', { range: 'bytes=0-1,2-3' })).status).toBe(200);
});

it('HEAD answers as GET does, without the body', async () => {
  const tag = (await get('ds/a.txt')).headers.etag ?? '';
  const asked: [string, Record<string, string>][] = [
    ['ds/a.txt', {}],
    ['ds/a.txt', { range: 'bytes=2-4' }],
    ['ds/a.txt', { range: 'bytes=99-' }],
    ['ds/a.txt', { range: 'bytes=0-1,3-4' }],
    ['ds/a.txt', { 'if-none-match': tag }],
    ['ds/empty.bin', {}],
    ['ds/missing', {}],
    ['nowhere/x', {}],
    ['', {}],
  ];
  for (const [d, headers] of asked) {
    const [inFull, head] = await Promise.all([
      get(d, headers),
      owner.send('HEAD', `/data/local-files/?d=${d}`, { headers }),
    ]);
    expect(head.status, d).toBe(inFull.status);
    expect(head.text).toBe('');
    expect({ ...head.headers, date: '' }, `${d} ${JSON.stringify(headers)}`).toEqual({ ...inFull.headers, date: '' });
  }
});

it('If-None-Match and If-Range follow the file', async () => {
  const file = path.join(ds, 'edited.txt');
  writeFileSync(file, '0123456789');
  const first = (await get('ds/edited.txt')).headers.etag ?? '';
  expect(first).toMatch(/^W\/"[0-9a-f]+-a"$/);
  const ask = async (headers: Record<string, string>) => {
    const { status, text, headers: given } = await get('ds/edited.txt', headers);
    return [status, text, given.etag];
  };
  for (const named of [first, '*', `"x", ${first}`, `${first},"y"`, first.slice(2)]) {
    expect(await ask({ 'if-none-match': named }), named).toEqual([304, '', first]);
  }
  expect((await ask({ 'if-none-match': '"x", W/"y"' }))[0]).toBe(200);
  expect(await ask({ 'if-none-match': first, range: 'bytes=0-1' })).toEqual([304, '', first]);
  expect(await ask({ 'if-range': first, range: 'bytes=2-3' })).toEqual([206, '23', first]);
  expect(await ask({ 'if-range': 'W/"other"', range: 'bytes=2-3' })).toEqual([200, '0123456789', first]);
  expect(await ask({ 'if-range': 'Wed, 21 Oct 2015 07:28:00 GMT', range: 'bytes=2-3' })).toEqual([
    200,
    '0123456789',
    first,
  ]);

  utimesSync(file, 1, 1.5);
  const second = (await get('ds/edited.txt')).headers.etag ?? '';
  expect(second).not.toBe(first);
  expect((await ask({ 'if-none-match': first }))[0]).toBe(200);
  expect((await ask({ 'if-range': first, range: 'bytes=2-3' }))[0]).toBe(200);
});

it('a served page or picture can do nothing', async () => {
  const names = ['p.html', 'p.htm', 'p.svg', 'p.xhtml', 'p.xml', 'p.js', 'p.pdf', 'p.css', 'p', 'p.HTML', 'p.shtml'];
  putFiles(ds, Object.fromEntries(names.map((name) => [name, '<script>alert(1)</script>'])));
  for (const name of names) {
    for (const headers of [{}, { range: 'bytes=0-3' }]) {
      const given = (await get(`ds/${name}`, headers)).headers;
      const csp = (given['content-security-policy'] as string).split(/; */);
      expect(csp, name).toContain('sandbox');
      expect(csp, name).toContain("default-src 'none'");
      expect(csp.join(), name).not.toMatch(/allow-|script-src|unsafe-eval/);
      expect(given['x-content-type-options'], name).toBe('nosniff');
      expect(given['cross-origin-resource-policy'], name).toBe('same-origin');
      expect(given['content-encoding'], name).toBeUndefined();
    }
  }
});

it('every good answer tells its length and that it takes ranges, and is cached for nobody else', async () => {
  for (const headers of [{}, { range: 'bytes=1-2' }, { accept: 'image/jpeg' }, { accept: 'nothing/known' }]) {
    const { status, headers: given, bytes } = await get('ds/a.txt', headers as Record<string, string>);
    expect([200, 206]).toContain(status);
    expect(given['content-length']).toBe(String(bytes.length));
    expect(given['accept-ranges']).toBe('bytes');
    expect(given['cache-control']).toContain('private');
    expect(given['transfer-encoding']).toBeUndefined();
  }
});

it('names with any characters are found by the address that the task has', async () => {
  const names = [
    'a b.txt',
    'ä ö.txt',
    '日本.txt',
    'q?x=1&d=2#f.txt',
    '100%.txt',
    '%41.txt',
    'a+b.txt',
    "it's.txt",
    'back\\slash.txt',
  ];
  const more = [
    'new\nline.txt',
    'tab\t.txt',
    '\u{1F600}.txt',
    'e\u0301.txt',
    '\u00e9.txt',
    ' lead.txt',
    'trail .txt',
    '..txt',
    '~$.txt',
  ];
  const folder = path.join(larder.root, 'odd names');
  const content = Object.fromEntries([...names, ...more].map((name) => [name, `content of ${name}`]));
  const storage = await newImport(owner, await newProject(owner), folder, content);
  const { project: own } = await owner.expect(200, 'POST', importUrl(storage, '/sync'));
  const { tasks } = (await owner.get(`/api/tasks?project=${own}`)).json;
  expect(tasks).toHaveLength(names.length + more.length);
  for (const { data, storage_filename } of tasks) {
    const { status, text } = await owner.get(data.image);
    expect([status, text], data.image).toEqual([200, `content of ${path.basename(storage_filename)}`]);
  }
  expect((await owner.get(fileUrl(larder.root, path.join(folder, 'a b.txt')))).status).toBe(200);
});

it('methods other than GET and HEAD are 405', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    const { status, headers } = await owner.send(method, '/data/local-files/?d=ds/a.txt');
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  }
});
