import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, temporaryFolder } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { rawExchange, statusOf } from './support/rawHttp.ts';
import { newUser } from './support/work.ts';

let larder: Larder;
const WHOAMI = '/api/current-user/whoami';

beforeAll(async () => {
  larder = await startLarder();
});
afterAll(cleanUp);

const pathOf = (url: string) => url.slice(new URL(url).origin.length);
const newLink = async () => pathOf((await larder.owner.expect(201, 'POST', '/api/larder/sign-in-links')).url);

/** Signs in as a browser does; answers the Cookie header for the next requests. */
async function signIn(link: string): Promise<string> {
  const { status, headers } = await larder.nobody.get(link);
  expect(status).toBe(303);
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

describe('tokens', () => {
  it.each(['Token', 'token', 'TOKEN', 'tOkEn', 'Bearer', 'bearer', 'BEARER', 'Token   '])(
    'scheme %s',
    async (scheme) => {
      const { status } = await larder.nobody.get(WHOAMI, { authorization: `${scheme} ${OWNER_TOKEN}` });
      expect(status).toBe(200);
    },
  );

  it.each([
    '',
    'Token',
    'Token ',
    OWNER_TOKEN,
    `Basic ${OWNER_TOKEN}`,
    `Token ${OWNER_TOKEN.slice(1)}`,
    `Token ${OWNER_TOKEN}0`,
    `Token ${OWNER_TOKEN.toUpperCase()}`,
    `Token ${OWNER_TOKEN} ${OWNER_TOKEN}`,
    `Token "${OWNER_TOKEN}"`,
    `Token ${OWNER_TOKEN},`,
    'Token undefined',
    'Token null',
    'Token %00',
    "Token ' OR 1=1 --",
  ])('%j is no token: 401, never a hint', async (authorization) => {
    const { status, headers, json } = await larder.nobody.get(WHOAMI, { authorization });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Token');
    expect(json.status_code).toBe(401);
    expect(json.detail).not.toContain(OWNER_TOKEN);
  });

  it('a bad token is refused although a good cookie comes along', async () => {
    const cookie = await signIn(await newLink());
    expect((await larder.nobody.get(WHOAMI, { cookie, authorization: 'Token wrong' })).status).toBe(401);
  });

  it('is asked for before a body is looked at and before the method', async () => {
    expect((await larder.nobody.send('POST', '/api/projects/', { raw: '{' })).status).toBe(401);
    expect((await larder.nobody.get('/data/local-files/?d=x')).status).toBe(401);
  });
});

describe('sign-in links', () => {
  it('work once, and give a cookie that scripts cannot read and other sites cannot send', async () => {
    const link = await newLink();
    const { status, headers } = await larder.nobody.get(link);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const [cookie = ''] = headers['set-cookie'] ?? [];
    const attributes = cookie.toLowerCase().split('; ').slice(1);
    expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=strict', 'path=/']));
    expect(attributes.join()).not.toContain('domain');
    expect(cookie).toMatch(new RegExp(`^larder_session_${larder.server.port}=[\\w-]{40,}`));
    expect((await larder.nobody.get(WHOAMI, { cookie: cookie.split(';')[0] })).status).toBe(200);

    const again = await larder.nobody.get(link);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('work once also when many ask at the same time', async () => {
    const link = await newLink();
    const answers = await Promise.all(Array.from({ length: 20 }, () => larder.nobody.get(link)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('of a user who was removed meanwhile work no more', async () => {
    const { id, client } = await newUser(larder, 'gone@example.org');
    const { url } = await client.expect(201, 'POST', '/api/larder/sign-in-links');
    larder.server.services.repositories.users.remove(id, 1);
    const { status, text } = await larder.nobody.get(pathOf(url));
    expect(status, text).toBe(403);
    expect(text).toContain('used already or has expired');
  });

  it.each(['', '?code=', '?code=wrong', '?code=__proto__', '?code=constructor', '?code=%00'])(
    '%j signs nobody in',
    async (query) => {
      const { status, headers } = await larder.nobody.get(`/sign-in${query}`);
      expect(status).toBe(403);
      expect(headers['set-cookie']).toBeUndefined();
    },
  );

  it('the one of the start works, for the owner', async () => {
    const cookie = await signIn(pathOf(larder.server.makeSignInUrl()));
    expect((await larder.nobody.get(WHOAMI, { cookie })).json.email).toBe('owner@larder.local');
  });
});

describe('a session cookie', () => {
  it('changes something only when the request comes from our own page', async () => {
    const cookie = await signIn(await newLink());
    const origin = `http://127.0.0.1:${larder.server.port}`;
    const create = (headers: Record<string, string>) =>
      larder.nobody.send('POST', '/api/projects/', { body: { title: 'By cookie' }, headers: { cookie, ...headers } });
    expect((await create({})).status).toBe(403);
    expect((await create({ origin: 'null' })).status).toBe(403);
    expect((await create({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await create({ origin: `http://localhost:${larder.server.port}` })).status).toBe(403);
    expect((await create({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await create({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await create({ origin })).status).toBe(201);
    for (const method of ['PATCH', 'PUT', 'DELETE'] as const) {
      const { status } = await larder.nobody.send(method, '/api/projects/1/', { headers: { cookie } });
      expect(status, method).toBe(method === 'PUT' ? 405 : 403);
    }
  });

  it('ends with DELETE of the session, on the server too', async () => {
    const cookie = await signIn(await newLink());
    const headers = { cookie, origin: `http://127.0.0.1:${larder.server.port}` };
    expect((await larder.nobody.send('DELETE', '/api/larder/session', { headers })).status).toBe(204);
    expect((await larder.nobody.get(WHOAMI, { cookie })).status).toBe(401);
  });

  it('ends by itself when it is old, and goes with the next sign-in', async () => {
    const cookie = await signIn(await newLink());
    expect((await larder.nobody.get(WHOAMI, { cookie })).status).toBe(200);
    const database = new Sqlite(path.join(larder.dataDir, 'larder.db'));
    const days = (number: number) => number * 24 * 3600 * 1e6;
    const agedBy = (number: number) =>
      database.prepare('UPDATE session SET created_at = created_at - ?').run(days(number));
    const sessions = () => database.prepare('SELECT count(*) FROM session').pluck().get();
    agedBy(89);
    expect((await larder.nobody.get(WHOAMI, { cookie })).status).toBe(200);
    agedBy(2);
    expect((await larder.nobody.get(WHOAMI, { cookie })).status).toBe(401);
    await signIn(await newLink());
    expect(sessions()).toBe(1);
    database.close();
  });

  it('of another port or with a changed key is none', async () => {
    const cookie = await signIn(await newLink());
    expect((await larder.nobody.get(WHOAMI, { cookie: cookie.replace(/\d+=/, '1=') })).status).toBe(401);
    expect((await larder.nobody.get(WHOAMI, { cookie: cookie.slice(0, -1) })).status).toBe(401);
  });

  it('outlives a restart, unlike the link', async () => {
    const base = temporaryFolder();
    const first = await startLarder({ base });
    const { headers } = await first.nobody.get(pathOf(first.server.makeSignInUrl()));
    const key = headers['set-cookie']?.[0]?.split(';')[0]?.split('=')[1];
    const unused = pathOf((await first.owner.expect(201, 'POST', '/api/larder/sign-in-links')).url);
    await first.stop();
    const second = await startLarder({ base });
    const cookie = `larder_session_${second.server.port}=${key}`;
    expect((await second.nobody.get(WHOAMI, { cookie })).status).toBe(200);
    expect((await second.nobody.get(unused)).status).toBe(403);
    await second.stop();
  });
});

describe('guards', () => {
  const own = () => larder.server.port;
  const ask = async (lines: string[], target = '/health') =>
    statusOf(
      await rawExchange(own(), `GET ${target} HTTP/1.1\r\n${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`),
    );

  it('our own names are let in', async () => {
    for (const name of ['127.0.0.1', 'localhost', 'LocalHost', '[::1]']) {
      expect(await ask([`Host: ${name}:${own()}`]), name).toBe(200);
    }
  });

  it('any other Host is refused, before sign-in and routing', async () => {
    const strangers = [
      'evil.example',
      `evil.example:${own()}`,
      `127.0.0.1.:${own()}`,
      `localhost.:${own()}`,
      `127.0.0.1:${own() + 1}`,
      '127.0.0.1',
      'localhost',
      `127.0.0.1.evil.example:${own()}`,
      `evil.example#127.0.0.1:${own()}`,
      `user@127.0.0.1:${own()}`,
      `127.1:${own()}`,
      `2130706433:${own()}`,
      `0.0.0.0:${own()}`,
      `[::]:${own()}`,
      `[::ffff:127.0.0.1]:${own()}`,
      `127.0.0.1:0${own()}`,
      `127.0.0.1:${own()},evil.example`,
      '',
    ];
    for (const host of strangers) {
      expect(await ask([`Host: ${host}`]), host).toBe(403);
      expect(await ask([`Host: ${host}`], '/api/projects/'), host).toBe(403);
      expect(await ask([`Host: ${host}`], '/data/local-files/?d=x'), host).toBe(403);
    }
  });

  it('a missing Host is refused, in HTTP/1.1 and in HTTP/1.0', async () => {
    expect(await ask([])).toBe(400);
    expect(statusOf(await rawExchange(own(), 'GET /health HTTP/1.0\r\n\r\n'))).toBe(403);
  });

  it('two Host headers do not smuggle one in', async () => {
    expect(await ask(['Host: evil.example', `Host: 127.0.0.1:${own()}`])).not.toBe(200);
  });

  it('an Origin that is not ours is refused on every method, with a good token too', async () => {
    const origins = ['http://evil.example', 'null', '', `https://127.0.0.1:${own()}`, `http://127.0.0.1:${own() + 1}`];
    for (const origin of [...origins, `http://127.0.0.1:${own()}.evil.example`, `http://127.0.0.1:${own()}/`]) {
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PATCH', 'DELETE'] as const) {
        const { status, headers } = await larder.owner.send(method, '/api/projects/', { headers: { origin } });
        expect(status, `${method} ${origin}`).toBe(403);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
    const ours = await larder.owner.get('/api/projects/', { origin: `http://127.0.0.1:${own()}` });
    expect(ours.status).toBe(200);
    expect(ours.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('targets that are no paths are refused without an error of ours', async () => {
    const targets = [
      '*',
      '//evil.example/api/projects/',
      'http://evil.example/api/projects/',
      'http://[::1/api/projects/',
      'http://127.0.0.1:99999/health',
      '/%',
      '/%ff%fe',
      '/api/projects/%zz',
      '/api/projects/?page=%',
      '/\\..\\',
      '/api//projects/',
      `/${'a'.repeat(8000)}`,
      '/sign-in?code=%',
      'http://[',
    ];
    for (const target of targets) {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${own()}\r\nAuthorization: Token ${OWNER_TOKEN}`;
        const status = statusOf(await rawExchange(own(), `${head}\r\nConnection: close\r\n\r\n`));
        expect(status, `${method} ${target}`).toBeLessThan(500);
        expect(status, `${method} ${target}`).toBeGreaterThanOrEqual(200);
      }
    }
  });
});
