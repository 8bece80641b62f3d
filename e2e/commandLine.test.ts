import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { Client } from './support/client.ts';
import { atTheEnd, cleanUp, temporaryFolder } from './support/folders.ts';
import { OWNER_TOKEN } from './support/larder.ts';
import { runLarder, serveLarder } from './support/process.ts';
import { until } from './support/until.ts';

afterAll(cleanUp);

describe('words', () => {
  it('--help and --version answer and end well', () => {
    expect(runLarder({ args: ['--help'] })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('larder serve'),
    });
    expect(runLarder({ args: ['--version'] })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('can be run as a command once it is installed', () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(readFileSync(bin.larder, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it.each([
    [['nonsense']],
    [[]],
    [['serve', '--nonsense']],
    [['serve', '--port', '70000']],
    [['users', 'add']],
    // What a shell makes of a variable that is not set: every interface, the folder one happens to be in.
    ...['--host', '--data-dir', '--document-root', '--token-file'].map((option) => [['serve', option, '']]),
  ])('%j end with 2 and say what is there', (args) => {
    const folder = temporaryFolder();
    const { status, stderr } = runLarder({ args, cwd: folder, env: { HOME: folder } });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^larder: .+\nlarder --help/);
    expect(stderr).not.toContain('    at ');
  });
});

it('an empty LARDER_DATA_DIR is none: nothing is put into the folder that one happens to be in', () => {
  const home = temporaryFolder();
  const { stdout } = runLarder({ args: ['doctor'], env: { HOME: home, LARDER_DATA_DIR: '' }, cwd: home });
  expect(stdout).toMatch(new RegExp(`data folder ${home}/.+`));
});

/** A start that must fail: its one line on stderr. */
function refusal(args: string[], env: Record<string, string> = {}): string {
  const { status, stderr } = runLarder({ args: ['serve', '--port', '0', ...args], env });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
}

describe('the document root', () => {
  it.each([
    ['missing', /The document root ".+\/root" does not exist/],
    ['a file', /The document root ".+\/root" is a file/],
    ['a folder', null],
  ])(
    'may be %s at the start; what is wrong with it is said in one line, there, by the doctor and on the page',
    async (what, words) => {
      const base = temporaryFolder();
      const root = path.join(base, 'root');
      if (what === 'a file') writeFileSync(root, '');
      if (what === 'a folder') mkdirSync(root);
      const dataDir = path.join(base, 'data');
      const larder = await serveLarder({ dataDir, root });
      const asked = `/api/larder/explain?path=${root}/a.jpg`;
      if (words) await until('the start says it', () => words.test(larder.stdout()));
      const { warning } = (await larder.owner.get(asked)).json;
      await larder.end('SIGTERM');
      const { stdout } = runLarder({ args: ['doctor', '--data-dir', dataDir, '--document-root', root] });
      for (const said of [larder.stdout(), stdout, warning ?? '']) {
        const lines = said.split('\n').filter((line: string) => line.includes('The document root "'));
        expect(lines).toEqual(words ? [expect.stringMatching(words)] : []);
      }
    },
  );
});

describe('a start that cannot be', () => {
  it('because a variable is no boolean names the variable and the values', () => {
    const said = refusal(['--data-dir', temporaryFolder()], { LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED: 'maybe' });
    expect(said).toMatch(/LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED="maybe".*true or false/);
  });

  it('because a variable is no boolean is one line, whatever the value', () => {
    const said = refusal(['--data-dir', temporaryFolder()], { LOCAL_FILES_SERVING_ENABLED: 'tr\nue' });
    expect(said).toContain('LOCAL_FILES_SERVING_ENABLED="tr\\nue"');
  });

  it('because the level of the log is none names the levels', () => {
    const said = refusal(['--data-dir', temporaryFolder()], { LARDER_LOG: 'loud' });
    expect(said).toMatch(/LARDER_LOG="loud".*debug.*warn/);
  });

  it('because the data folder is a file says which path', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(refusal(['--data-dir', file])).toMatch(new RegExp(`${file}.*--data-dir`));
  });

  // Root may write everywhere but in the kernel's own folders.
  it.runIf(process.platform === 'linux').each(['/sys/kernel', '/sys/kernel/larder'])(
    'because the data folder %s cannot be written names the path',
    (dataDir) => {
      expect(refusal(['--data-dir', dataDir])).toMatch(
        new RegExp(`^larder: The data folder ${dataDir} cannot be .*choose another data folder.*--data-dir`),
      );
    },
  );

  it('because the database is of a newer Larder changes nothing', () => {
    const dataDir = temporaryFolder();
    const db = new Sqlite(path.join(dataDir, 'larder.db'));
    db.pragma('user_version = 999');
    db.close();
    expect(refusal(['--data-dir', dataDir])).toMatch(/newer Larder/);
    expect(existsSync(path.join(dataDir, 'backups'))).toBe(false);
  });

  it('because the database is none is said', () => {
    const dataDir = temporaryFolder();
    writeFileSync(path.join(dataDir, 'larder.db'), 'x'.repeat(5000));
    expect(refusal(['--data-dir', dataDir])).toMatch(/not a Larder database/);
    expect(readFileSync(path.join(dataDir, 'larder.db'), 'utf8')).toBe('x'.repeat(5000));
  });

  it('because the database is damaged says so, and changes nothing', async () => {
    const dataDir = temporaryFolder();
    const larder = await serveLarder({ dataDir });
    await larder.end('SIGTERM');
    const file = path.join(dataDir, 'larder.db');
    const bytes = readFileSync(file);
    // The first page stays: what is broken shows when the tables are read.
    writeFileSync(file, bytes.fill(0xa5, 4096));
    expect(refusal(['--data-dir', dataDir])).toMatch(/^larder: The database .*larder\.db is damaged.*backups/);
    expect(readFileSync(file)).toEqual(bytes);
  });

  it('because the port is in use says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    atTheEnd(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { status, stderr } = runLarder({ args: ['serve', '--port', String(port), '--data-dir', temporaryFolder()] });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/port is in use.*--port/)]);
  });

  it('because another Larder has the data folder', async () => {
    const dataDir = temporaryFolder();
    const first = await serveLarder({ dataDir });
    expect(refusal(['--data-dir', dataDir])).toMatch(/Another Larder/);
    await first.end('SIGTERM');
    const second = await serveLarder({ dataDir });
    await second.end('SIGTERM');
  });
});

describe('the token', () => {
  it('is made at the first start, for its owner only, and never printed', async () => {
    const dataDir = temporaryFolder();
    const larder = await serveLarder({ dataDir, token: null });
    const file = path.join(dataDir, 'token');
    const token = readFileSync(file, 'utf8').trim();
    expect(token).toMatch(/^[0-9a-f]{40}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(larder.stdout() + larder.stderr()).not.toContain(token);
    const client = new Client(larder.port, { authorization: `Token ${token}` });
    expect((await client.get('/api/current-user/whoami')).status).toBe(200);
    client.close();
    expect(await larder.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('may come from a file', async () => {
    const dataDir = temporaryFolder();
    const file = path.join(dataDir, 'given');
    writeFileSync(file, `${OWNER_TOKEN}\n`);
    const larder = await serveLarder({ dataDir, token: null, args: ['--token-file', file] });
    const client = new Client(larder.port, { authorization: `Bearer ${OWNER_TOKEN}` });
    expect((await client.get('/api/current-user/whoami')).status).toBe(200);
    client.close();
    expect((await larder.end('SIGINT')).code).toBe(0);
    expect(existsSync(path.join(dataDir, 'token'))).toBe(false);
  });
});

describe('beside a running server', () => {
  it('users come, work, and go; the doctor explains a path', async () => {
    const dataDir = temporaryFolder();
    const root = temporaryFolder();
    const larder = await serveLarder({ dataDir, root });
    const there = ['--data-dir', dataDir];
    const added = runLarder({ args: ['users', 'add', 'ann@example.org', ...there] });
    expect(added.status).toBe(0);
    const token = /once: ([0-9a-f]{40})/.exec(added.stdout)?.[1];
    const ann = new Client(larder.port, { authorization: `Token ${token}` });
    expect((await ann.get('/api/current-user/whoami')).json.email).toBe('ann@example.org');
    expect(runLarder({ args: ['users', 'list', ...there] }).stdout).toContain('ann@example.org\tuser');
    expect(runLarder({ args: ['users', 'add', 'ann@example.org', ...there] })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('exists already'),
    });
    expect(runLarder({ args: ['users', 'remove', 'owner@larder.local', ...there] }).status).toBe(1);
    expect(runLarder({ args: ['users', 'remove', 'ann@example.org', ...there] }).status).toBe(0);
    expect((await ann.get('/api/current-user/whoami')).status).toBe(401);
    ann.close();
    const doctor = runLarder({ args: ['doctor', `${root}/a.jpg`, '--document-root', root, ...there] });
    expect(doctor.stdout).toMatch(/not served[\s\S]*FAIL {2}inside a storage/);
    await larder.end('SIGTERM');
  });
});

describe('who the owner is', () => {
  it('no user that is added before the first start can be, by address or by token', async () => {
    const dataDir = temporaryFolder();
    const there = ['--data-dir', dataDir];
    const reserved = runLarder({ args: ['users', 'add', 'Owner@larder.local', ...there] });
    expect([reserved.status, reserved.stderr]).toEqual([1, expect.stringContaining('exists already')]);
    const added = runLarder({ args: ['users', 'add', 'ann@example.org', ...there] });
    const token = /once: ([0-9a-f]{40})/.exec(added.stdout)?.[1] ?? '';
    expect(refusal(there, { LARDER_TOKEN: token })).toMatch(/is that of ann@example\.org/);
    const larder = await serveLarder({ dataDir });
    expect((await larder.owner.get('/api/current-user/whoami')).json.email).toBe('owner@larder.local');
    await larder.end('SIGTERM');
    expect(refusal(there, { LARDER_TOKEN: token })).toMatch(/is that of ann@example\.org/);
  });

  it('an empty token file is filled anew', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(path.join(dataDir, 'token'), '', { mode: 0o644 });
    const larder = await serveLarder({ dataDir, token: null });
    const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
    expect(token).toMatch(/^[0-9a-f]{40}$/);
    expect(statSync(path.join(dataDir, 'token')).mode & 0o777).toBe(0o600);
    expect((await larder.owner.get('/health')).status).toBe(200);
    await larder.end('SIGTERM');
  });
});

describe('Ctrl-C', () => {
  it('that arrives twice, from the terminal and from npm, is one clean stop', async () => {
    const dataDir = temporaryFolder();
    const larder = await serveLarder({ dataDir });
    larder.child.kill('SIGINT');
    larder.child.kill('SIGTERM');
    expect(await larder.end('SIGINT')).toEqual({ code: 0, signal: null });
    expect(existsSync(path.join(dataDir, 'larder.db-wal'))).toBe(false);
  });
});
