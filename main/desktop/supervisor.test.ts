import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeServer } from './nodeServer.ts';
import { Supervisor, type SupervisorOptions } from './supervisor.ts';

const stub = path.join(import.meta.dirname, 'fixtures', 'stubServer.cjs');
const running: Supervisor[] = [];
afterEach(async () => {
  for (const supervisor of running.splice(0)) await supervisor.stop();
});

/** A supervisor of real processes, which behave one after the other as named; the last one's way is kept. */
function supervise(behaviours: string[], options: Partial<SupervisorOptions> = {}) {
  const ports: (number | null)[] = [];
  const log: string[] = [];
  const told: string[] = [];
  let alive = 0;
  const supervisor = new Supervisor({
    start: (port) => {
      const behaviour = behaviours[Math.min(ports.length, behaviours.length - 1)] as string;
      const args = [behaviour, ...(port === null ? [] : [String(port)])];
      const server = nodeServer(process.execPath, { entry: stub, args, env: process.env });
      ports.push(port);
      alive += 1;
      server.onExit(() => {
        alive -= 1;
      });
      return server;
    },
    log: (line) => log.push(line),
    backOffMs: [1, 1, 1],
    ...options,
  });
  for (const event of ['listening', 'restarting', 'trouble'] as const) supervisor.on(event, () => told.push(event));
  running.push(supervisor);
  return { supervisor, ports, log, told, alive: () => alive };
}

describe('a server that crashes', () => {
  it('before it listens is started anew, until it runs', async () => {
    const { supervisor, told, ports } = supervise(['crashes', 'crashes', 'serves']);
    supervisor.start();
    await once(supervisor, 'listening');
    expect(told).toEqual(['restarting', 'restarting', 'listening']);
    expect(ports).toEqual([null, null, null]);
  });

  it('again and again is given up, and may be started anew with as many tries', async () => {
    const { supervisor, told, ports } = supervise(['crashes']);
    for (const starts of [4, 8]) {
      supervisor.start();
      const [trouble] = await once(supervisor, 'trouble');
      expect(trouble).toEqual({ message: expect.stringContaining('again and again'), path: null });
      expect(ports).toHaveLength(starts);
    }
    expect(told.filter((event) => event === 'trouble')).toHaveLength(2);
  });

  it('while it serves comes back at the same port', async () => {
    const { supervisor, ports } = supervise(['dies when asked for a link', 'serves']);
    supervisor.start();
    await once(supervisor, 'listening');
    await expect(supervisor.signInLink()).rejects.toThrow('does not run at this moment');
    await once(supervisor, 'listening');
    expect(ports).toEqual([null, 4711]);
    expect(await supervisor.signInLink()).toMatch(/next$/);
  });

  it('counts anew after it ran for long', async () => {
    const { supervisor, told } = supervise(['dies when asked for a link'], { backOffMs: [1], steadyMs: 1 });
    supervisor.start();
    for (const life of [1, 2, 3]) {
      await once(supervisor, 'listening');
      expect(told.filter((event) => event === 'listening')).toHaveLength(life);
      await sleep(1); // timers of one length fire in their order: it is steady now
      await supervisor.signInLink().catch(() => undefined);
    }
    expect(told).not.toContain('trouble');
  });
});

describe('a server that cannot start', () => {
  it('and tells why is not tried again', async () => {
    const { supervisor, told, ports } = supervise(['fails', 'serves']);
    supervisor.start();
    const [trouble] = await once(supervisor, 'trouble');
    expect(trouble).toMatchObject({ message: 'The folder is a file.', path: '/data/larder' });
    expect(told).toEqual(['trouble']);
    supervisor.start();
    await once(supervisor, 'listening');
    expect(ports).toEqual([null, null]);
  });

  it('at the port of the one before it is tried at a free one, once', async () => {
    const { supervisor, ports } = supervise(['dies when asked for a link', 'fails', 'fails', 'serves']);
    supervisor.start();
    await once(supervisor, 'listening');
    await supervisor.signInLink().catch(() => undefined);
    await once(supervisor, 'trouble');
    expect(ports).toEqual([null, 4711, null]);
  });

  it('in time is ended, however deaf it is, and that is told', async () => {
    const { supervisor, told, alive } = supervise(['hangs at the start'], { startLimitMs: 200 });
    supervisor.start();
    const [trouble] = await once(supervisor, 'trouble');
    expect(trouble).toMatchObject({ message: expect.stringContaining('did not answer in time') });
    expect([told, alive()]).toEqual([['trouble'], 0]);
  });

  it('in time because it migrates a database has all the time it needs', async () => {
    const { supervisor, told } = supervise(['migrates for long'], { startLimitMs: 3000 });
    supervisor.start();
    await once(supervisor, 'listening');
    expect(told).toEqual(['listening']);
  });

  it('because its program is missing is trouble as well', async () => {
    const supervisor = new Supervisor({
      start: () => nodeServer('/nowhere/node', { entry: stub, args: [], env: {} }),
      log: () => undefined,
      backOffMs: [],
    });
    supervisor.start();
    const [trouble] = await once(supervisor, 'trouble');
    expect(trouble).toMatchObject({ message: expect.stringContaining('ended unexpectedly') });
  });
});

describe('start and stop', () => {
  it('start twice makes one server', async () => {
    const { supervisor, ports, alive } = supervise(['serves']);
    supervisor.start();
    supervisor.start();
    await once(supervisor, 'listening');
    supervisor.start();
    expect([ports.length, alive()]).toEqual([1, 1]);
  });

  it('start while a restart waits begins at once, and the waiting is over', async () => {
    const { supervisor, ports } = supervise(['crashes', 'serves'], { backOffMs: [300_000] });
    supervisor.start();
    await once(supervisor, 'restarting');
    supervisor.start();
    await once(supervisor, 'listening');
    expect(ports).toHaveLength(2);
  });

  it('stop while a restart waits makes an end', async () => {
    const { supervisor, ports, told } = supervise(['crashes', 'serves'], { backOffMs: [50] });
    supervisor.start();
    await once(supervisor, 'restarting');
    await supervisor.stop();
    await sleep(50); // timers of one length fire in their order: the restart would have begun
    expect([ports.length, told]).toEqual([1, ['restarting']]);
  });

  it('stop ends a server that is about to start, and one that hears nothing', async () => {
    for (const behaviour of ['hangs at the start', 'hangs later']) {
      const { supervisor, told, alive } = supervise([behaviour], { stopLimitMs: 200 });
      supervisor.start();
      if (behaviour === 'hangs later') await once(supervisor, 'listening');
      await supervisor.stop();
      expect(alive()).toBe(0);
      expect(told).not.toContain('restarting');
    }
  });

  it('start after stop begins anew', async () => {
    const { supervisor, ports } = supervise(['serves']);
    for (const starts of [1, 2]) {
      supervisor.start();
      await once(supervisor, 'listening');
      await supervisor.stop();
      expect(ports).toHaveLength(starts);
    }
    await expect(supervisor.signInLink()).rejects.toThrow('does not run');
  });
});

it('what a server says beside the contract goes to the log, and counts for nothing', async () => {
  const { supervisor, log, told } = supervise(['rambles']);
  supervisor.start();
  await once(supervisor, 'listening');
  expect(supervisor.settings).toMatchObject({ documentRoot: '/data', granted: true });
  await supervisor.stop();
  expect(told).toEqual(['listening']);
  expect(log.filter((line) => line.includes('not in the contract'))).toHaveLength(2);
  expect(log).toEqual(expect.arrayContaining(['first line', 'second line', 'a warning']));
});
