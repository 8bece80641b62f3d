import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type FromServer, fromServer } from '../main/contract/host.ts';
import { Client, OWNER_TOKEN } from './support/client.ts';
import { changeIn } from './support/database.ts';
import { atTheEnd, cleanUp, temporaryFolder } from './support/folders.ts';
import { bundle, environment, node } from './support/process.ts';
import { until } from './support/until.ts';

afterAll(cleanUp);

/** Starts the server as the desktop app does, with a channel instead of printed words. */
function forkLarder(dataDir: string, env: Record<string, string> = {}) {
  const child: ChildProcess = fork(bundle, ['serve', '--port', '0', '--data-dir', dataDir], {
    execPath: node,
    execArgv: [],
    env: environment({ LARDER_TOKEN: OWNER_TOKEN, ...env }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const messages: FromServer[] = [];
  let out = '';
  child.stdout?.on('data', (piece) => (out += piece));
  child.on('message', (message) => messages.push(fromServer.parse(message)));
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  atTheEnd(() => child.kill('SIGKILL'));
  const told = <T extends FromServer['type']>(type: T, at = 0) =>
    until(type, () => messages.filter((message) => message.type === type)[at] as Extract<FromServer, { type: T }>);
  return { child, exited, told, messages, printed: () => out };
}

describe('a server that a program started', () => {
  it('tells where it is and how it is set, prints nothing, and obeys', async () => {
    const dataDir = temporaryFolder();
    const { child, exited, told, printed } = forkLarder(dataDir);
    const { url, port, signInUrl } = await told('listening');
    expect(await told('settings')).toMatchObject({ granted: false, lockedBy: null, documentRoot: '/' });
    const root = temporaryFolder();
    const owner = new Client(port, { authorization: `Token ${OWNER_TOKEN}` });
    await owner.expect(200, 'PATCH', '/api/larder/settings', { document_root: root });
    expect(await told('settings', 1)).toMatchObject({ granted: true, documentRoot: root, followLinks: false });
    child.send({ type: 'signInLink' });
    const link = (await told('signInLink')).signInUrl;
    expect(link).not.toBe(signInUrl);
    for (const each of [link, signInUrl]) expect((await owner.get(each.slice(url.length))).status).toBe(303);
    owner.close();
    child.send({ type: 'stop' });
    expect(await exited).toBe(0);
    expect(existsSync(path.join(dataDir, 'larder.db-wal'))).toBe(false);
    expect(printed()).toBe('');
  });

  it('stops well when that program is gone, and outlives what is no message of the contract', async () => {
    const { child, exited, told } = forkLarder(temporaryFolder());
    const { port } = await told('listening');
    child.send({ type: 'stop', now: true });
    child.send('stop');
    const nobody = new Client(port, {});
    expect((await nobody.get('/health')).status).toBe(200);
    nobody.close();
    child.disconnect();
    expect(await exited).toBe(0);
  });

  it('says so before it brings the database of an older Larder up to date', async () => {
    const dataDir = temporaryFolder();
    const first = forkLarder(dataDir);
    await first.told('listening');
    first.child.send({ type: 'stop' });
    await first.exited;
    // As it was before the last migration.
    changeIn(dataDir, 'ALTER TABLE export_outbox DROP COLUMN annotation_created_at');
    changeIn(dataDir, 'PRAGMA user_version = 6');
    const { told, messages } = forkLarder(dataDir);
    await told('listening');
    expect(messages[0]).toEqual({ type: 'migrating' });
    expect(readdirSync(path.join(dataDir, 'backups'))).toEqual(['larder-v6.db']);
  });

  it('names the variable that decides the document root', async () => {
    const root = temporaryFolder();
    const { told } = forkLarder(temporaryFolder(), { LOCAL_FILES_DOCUMENT_ROOT: root });
    expect(await told('settings')).toMatchObject({ documentRoot: root, lockedBy: 'LOCAL_FILES_DOCUMENT_ROOT' });
  });

  it.each(['the data folder', 'a folder above it'])('says which path is in the way when %s is a file', async (what) => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const { exited, told } = forkLarder(what === 'the data folder' ? file : path.join(file, 'data', 'more'));
    const { path: inTheWay, message } = await told('failed');
    expect(inTheWay).toBe(file);
    expect(message).toContain(`${file} is a file. Move it away`);
    expect(await exited).toBe(1);
  });
});
