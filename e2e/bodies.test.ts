import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { rawExchange, statusOf } from './support/rawHttp.ts';
import { until } from './support/until.ts';
import { newProject, newTask, newUser } from './support/work.ts';

let larder: Larder;
const errors: unknown[][] = [];

beforeAll(async () => {
  larder = await startLarder();
  vi.spyOn(larder.server.services.log, 'error').mockImplementation((...words: unknown[]) => void errors.push(words));
});
beforeEach(() => void errors.splice(0));
afterAll(cleanUp);

const SEVENTY_DIGITS = '1234567890'.repeat(7);
const PROJECTS = '/api/projects/';
const send = (raw: string | Buffer, type: string, url = PROJECTS) =>
  larder.owner.send('POST', url, { raw, headers: { 'content-type': type } });

it('predictions are listed of a task or of a project, whichever has an id', async () => {
  const { owner } = larder;
  const project = await newProject(owner);
  const task = await newTask(owner, project);
  const { id } = await owner.expect(201, 'POST', '/api/predictions', { task, result: [] });
  for (const query of [`project=${project}`, `task=&project=${project}`, `task=${task}`, `task=${task}&project=`]) {
    expect(await owner.expect(200, 'GET', `/api/predictions?${query}`), query).toMatchObject([{ id }]);
  }
  for (const query of ['', 'task=', 'task=one', `task=${task}.0`, `task=0x1&project=${project}`, 'project=-1']) {
    expect((await owner.get(`/api/predictions?${query}`)).status, query).toBe(400);
  }
});

it('tasks are listed of a project by its id: none and an unknown one are 404, what is no id an input error', async () => {
  const project = await newProject(larder.owner);
  const status = async (query: string) => (await larder.owner.get(`/api/tasks?${query}`)).status;
  expect(await status(`project=${project}`)).toBe(200);
  for (const query of ['', 'project=987654', 'project=-1', `project=${SEVENTY_DIGITS}`])
    expect(await status(query), query).toBe(404);
  for (const query of ['project=', 'project=abc', 'project=1.5']) expect(await status(query), query).toBe(400);
});

describe('what a field takes', () => {
  it('a boolean in any case, but without blanks around it', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const folder = putFiles(path.join(larder.root, 'booleans'), { 'a.txt': 'a' });
    for (const field of ['use_blob_urls', 'synchronizable', 'recursive_scan']) {
      const create = (value: string) =>
        owner.send('POST', '/api/storages/localfiles', { body: { project, path: folder, [field]: value } });
      for (const word of ['yES', 'T', 'On'])
        expect((await create(word)).json, `${field} ${word}`).toMatchObject({ [field]: true });
      for (const word of [' true ', '  ', 'true\n', 'maybe']) {
        const { status, json } = await create(word);
        expect([status, Object.keys(json.validation_errors ?? {})], `${field} ${word}`).toEqual([400, [field]]);
      }
    }
  });

  it('a new project without a title, whatever says that there is none', async () => {
    for (const title of ['', '   ', null]) {
      expect(await larder.owner.expect(201, 'POST', PROJECTS, { title })).toMatchObject({ title: '' });
    }
    await larder.owner.expect(400, 'POST', PROJECTS, { title: ' x ' });
    const project = await newProject(larder.owner);
    await larder.owner.expect(400, 'PATCH', `${PROJECTS}${project}/`, { title: '' });
  });

  it('a labeling config that is XML, or none at all', async () => {
    const project = await newProject(larder.owner);
    for (const label_config of ['', '  ', null, 'text', 5]) {
      for (const [method, url] of [
        ['POST', PROJECTS],
        ['PATCH', `${PROJECTS}${project}/`],
      ] as const) {
        const { validation_errors } = await larder.owner.expect(400, method, url, { label_config });
        expect(Object.keys(validation_errors), `${method} ${label_config}`).toEqual(['label_config']);
      }
    }
    expect(await larder.owner.expect(201, 'POST', PROJECTS, {})).toMatchObject({ label_config: '<View></View>' });
  });

  it('parents of an annotation that are there and that its author sees', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const task = await newTask(owner, project);
    const url = `/api/tasks/${task}/annotations/`;
    const { id: parent_prediction } = await owner.expect(201, 'POST', '/api/predictions', { task, result: [] });
    const first = await owner.expect(201, 'POST', url, { result: [], parent_prediction });
    const second = await owner.expect(201, 'POST', url, { result: [], parent_annotation: first.id });
    expect([first, second]).toMatchObject([{ parent_prediction }, { parent_annotation: first.id }]);
    await owner.expect(200, 'PATCH', `/api/annotations/${second.id}/`, { parent_annotation: null });
    const ann = await newUser(larder, 'parents@example.org');
    const foreign = {
      client: ann.client,
      url: `/api/tasks/${await newTask(ann.client, await newProject(ann.client))}/annotations/`,
    };
    for (const body of [{ parent_prediction: 987_654 }, { parent_annotation: 987_654 }]) {
      const refusals = [await owner.post(url, body), await owner.patch(`/api/annotations/${first.id}/`, body)];
      for (const { status, json } of refusals) {
        expect([status, Object.keys(json.validation_errors)]).toEqual([400, Object.keys(body)]);
      }
    }
    for (const body of [{ parent_prediction }, { parent_annotation: first.id }]) {
      expect((await foreign.client.post(foreign.url, body)).status, JSON.stringify(body)).toBe(400);
    }
  });

  it('as many files of a preview as are asked for', async () => {
    const project = await newProject(larder.owner);
    const folder = putFiles(path.join(larder.root, 'previewed'), { 'a.txt': 'a', 'b.txt': 'b' });
    const files = async (limit: unknown) =>
      (await larder.owner.post('/api/storages/localfiles/files', { project, path: folder, limit })).json.files?.length;
    expect([await files(1), await files('2'), await files(1e9), await files(0)]).toEqual([2, 2, 2, undefined]);
  });

  it('nothing as an import that is no JSON', async () => {
    const url = `/api/projects/${await newProject(larder.owner)}/import`;
    const { status, json } = await larder.owner.send('POST', url);
    expect([status, json.detail]).toEqual([400, expect.stringContaining('JSON parse error')]);
    expect((await send('a', 'text/plain', url)).status).toBe(415);
  });

  it('null for the id of a storage that is not stored yet', async () => {
    const project = await newProject(larder.owner);
    const folder = putFiles(path.join(larder.root, 'validated'), { 'a.txt': 'a' });
    await larder.owner.expect(200, 'POST', '/api/storages/localfiles/validate', { project, path: folder, id: null });
  });
});

describe('kinds of bodies', () => {
  it('JSON, forms and multipart say the same', async () => {
    const multipart = '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nBy form\r\n--x--\r\n';
    const sent: [string, string][] = [
      ['{"title": "By form"}', 'application/json'],
      ['{"title": "By form"}', 'APPLICATION/JSON; charset=utf-8'],
      ['\uFEFF{"title": "By form"}', 'application/json'],
      ['title=By+form', 'application/x-www-form-urlencoded'],
      [multipart, 'multipart/form-data; boundary=x'],
    ];
    for (const [raw, type] of sent) {
      const { status, json } = await send(raw, type);
      expect([status, json.title], type).toEqual([201, 'By form']);
    }
  });

  it('a number that is sent as a text keeps its digits', async () => {
    const { owner } = larder;
    const written = async (raw: string) =>
      (await owner.send('POST', PROJECTS, { raw: `{"title": ${raw}}` })).json.title;
    expect(await written('12345678901234567890')).toBe('12345678901234567890');
    expect(await written('12.50')).toBe('12.50');
    expect(await written('-500')).toBe('-500');
    const project = await newProject(owner);
    for (const data of ['12.0', '12', SEVENTY_DIGITS]) {
      const answer = await owner.send('POST', '/api/tasks', { raw: `{"project": ${project}, "data": ${data}}` });
      expect([answer.status, Object.keys(answer.json.validation_errors ?? {})], data).toEqual([400, ['data']]);
    }
  });

  it('a form has lists and objects as JSON', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const asForm = (url: string, fields: Record<string, string>) =>
      send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', url);
    const made = await asForm('/api/tasks', { project: String(project), data: '{"text": "a", "n": 12.0}' });
    expect(made.status).toBe(201);
    expect(made.text).toContain('"data":{"text":"a","n":12.0}');
    const annotations = `/api/tasks/${made.json.id}/annotations/`;
    for (const [result, value] of Object.entries({ '[]': [], '[{"id": "r"}]': [{ id: 'r' }], null: null })) {
      expect((await asForm(annotations, { result, lead_time: '1.5' })).json, result).toMatchObject({
        result: value,
        lead_time: 1.5,
      });
    }
    for (const result of ['', '[', '{}', 'text', '1']) {
      const { status, json } = await asForm(annotations, { result });
      expect([status, Object.keys(json.validation_errors ?? {})], result).toEqual([400, ['result']]);
    }
    expect((await owner.get(annotations)).json).toHaveLength(3);
  });

  it('a form says null with nothing, or with the word', async () => {
    const project = await newProject(larder.owner);
    const place = encodeURIComponent(putFiles(path.join(larder.root, 'form'), { 'a.txt': 'a' }));
    const form = `project=${project}&path=${place}`;
    for (const nothing of ['', 'null', 'Null']) {
      const fields = `${form}&recursive_scan=${nothing}`;
      const { json } = await send(fields, 'application/x-www-form-urlencoded', '/api/storages/localfiles');
      expect(json).toMatchObject({ recursive_scan: null, synchronizable: true });
    }
    const refused = await send(
      `${form}&use_blob_urls=`,
      'application/x-www-form-urlencoded',
      '/api/storages/localfiles',
    );
    expect(Object.keys(refused.json.validation_errors)).toEqual(['use_blob_urls']);
  });

  it.each([
    ['text/plain', 415],
    ['application/xml', 415],
    ['', 415],
    ['application/json-patch+json', 415],
    ['multipart/form-data', 400],
    ['multipart/form-data; boundary=', 400],
    ['multipart/form-data; boundary=y', 400],
    ['multipart/mixed; boundary=x', 415],
  ])('%j is refused', async (type, status) => {
    const answer = await send('{"title": "Some title"}', type);
    expect([answer.status, answer.json.status_code], answer.text).toEqual([status, status]);
  });

  it('no body at all is an empty one', async () => {
    expect((await larder.owner.send('POST', PROJECTS)).status).toBe(201);
    expect((await send('', 'text/plain')).status).toBeLessThan(500);
  });

  it('what is no JSON is refused with the place, whatever the bytes', async () => {
    const broken = [
      '{',
      '{"a":}',
      "{'a': 1}",
      '[1,]',
      'nul',
      '{"a": NaN}',
      '\u0000',
      '{"a": "\n"}',
      '"\\x"',
      '{"a":1}{',
    ];
    for (const raw of [
      ...broken,
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      Buffer.from('{"title": "caf\xe9"', 'latin1'),
    ]) {
      const { status, json } = await send(raw, 'application/json');
      expect([status, json.detail], String(raw)).toEqual([400, expect.stringContaining('JSON parse error')]);
    }
  });
});

describe('bodies that are too large', () => {
  it('are refused by their length, and when the length is not told', async () => {
    const head = `POST ${PROJECTS} HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: Token ${OWNER_TOKEN}`;
    const told = `${head}\r\nContent-Type: application/json\r\nContent-Length: ${2 ** 31}\r\n\r\n`;
    expect(statusOf(await rawExchange(larder.server.port, told, 500))).toBe(413);
    // The server closes while the sender still sends: the answer may be lost on the way, a project must not come of it.
    const before = (await larder.owner.get(PROJECTS)).json.count;
    const untold = await new Promise<number>((resolve) => {
      let answered = 0;
      const request = http.request({
        port: larder.server.port,
        host: '127.0.0.1',
        method: 'POST',
        path: PROJECTS,
        headers: { authorization: `Token ${OWNER_TOKEN}`, 'content-type': 'application/json' },
        agent: false,
      });
      request.on('response', (response) => {
        answered = response.statusCode ?? 0;
        request.destroy();
      });
      request.on('error', () => undefined);
      request.on('close', () => resolve(answered));
      const piece = Buffer.alloc(1 << 20, ' ');
      const more = () => {
        while (!request.destroyed) if (!request.write(piece)) return void request.once('drain', more);
      };
      more();
    });
    expect([0, 413]).toContain(untold);
    expect((await larder.owner.get(PROJECTS)).json.count).toBe(before);
    expect((await larder.owner.get('/health')).status).toBe(200);
  });

  it('in a multipart form as well: many fields are no way around', async () => {
    const field = (at: number) =>
      `--x\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\n${'a'.repeat(20 << 20)}\r\n`;
    const raw = Buffer.from(`${Array.from({ length: 5 }, (_, at) => field(at)).join('')}--x--\r\n`);
    const { status } = await send(raw, 'multipart/form-data; boundary=x').catch(() => ({ status: 413 }));
    expect(status).toBe(413);
  });

  it('are smaller for what is parsed while others wait than for an import, and the refusal says where to go', async () => {
    const large = `{"data": {"text": "${'a'.repeat(9 << 20)}"}}`;
    const project = await newProject(larder.owner);
    const { status, json } = await larder.owner.send('POST', PROJECTS, { raw: large });
    expect([status, json.detail]).toEqual([413, expect.stringMatching(/larger than 8 MB.*\/import/)]);
    const imported = await larder.owner.send('POST', `/api/projects/${project}/import`, { raw: large });
    expect([imported.status, imported.json.task_count]).toEqual([201, 1]);
    const most = `POST /api/projects/${project}/import HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: Token ${OWNER_TOKEN}\r\nContent-Type: application/json\r\nContent-Length: ${(64 << 20) + 1}\r\n\r\n`;
    expect(await rawExchange(larder.server.port, most, 500)).toMatch(/^HTTP\/1.1 413 .*larger than 64 MB/s);
  });
});

describe('senders that give up', () => {
  it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'in the middle of %s leave nothing waiting and no error',
    async (type) => {
      const head = `POST ${PROJECTS} HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: Token ${OWNER_TOKEN}\r\nContent-Type: ${type}\r\nContent-Length: 1000\r\n\r\n--x\r\nContent-Disp`;
      const before = (await larder.owner.get(PROJECTS)).json.count;
      await Promise.all(
        Array.from({ length: 20 }, () => {
          const socket = net.connect(larder.server.port, '127.0.0.1');
          return new Promise<void>((resolve) => {
            socket.on('close', () => resolve());
            socket.on('error', () => undefined);
            socket.write(head, () => setTimeout(() => socket.resetAndDestroy(), 20));
          });
        }),
      );
      await until('the server is at rest', async () => (await larder.owner.get('/health')).status === 200);
      expect((await larder.owner.get(PROJECTS)).json.count).toBe(before);
      expect(errors).toEqual([]);
    },
  );

  it('whoever leaves while a save is stored does not undo it', async () => {
    const task = await newTask(larder.owner, await newProject(larder.owner));
    const body = '{"result": []}';
    const socket = net.connect(larder.server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const release = await larder.server.services.turn.take();
    socket.write(
      `POST /api/tasks/${task}/annotations/ HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: Token ${OWNER_TOKEN}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    await until(
      'it is saved',
      async () => (await larder.owner.get(`/api/tasks/${task}/annotations/`)).json.length === 1,
    );
    expect(errors).toEqual([]);
  });
});

it('requests that are no HTTP end their connection, not the server', async () => {
  const { port } = larder.server;
  const host = `Host: 127.0.0.1:${port}\r\n`;
  const requests = [
    'hello\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    `GET / HTTP/9.9\r\n${host}\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`,
    `GET / HTTP/1.1\r\n${host}X: ${'b'.repeat(100_000)}\r\n\r\n`,
    `POST ${PROJECTS} HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST ${PROJECTS} HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `POST ${PROJECTS} HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`,
    `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n${host}\r\n`,
    `GET /health HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  ];
  for (const request of requests) {
    const status = statusOf(await rawExchange(port, request, 1500).catch(() => ''));
    expect(status, request.slice(0, 60)).toBeLessThan(500);
  }
  expect((await larder.owner.get('/health')).status).toBe(200);
  expect(errors).toEqual([]);
});
