import path from 'node:path';
import { test as base, type ElectronApplication, expect } from '@playwright/test';
import { build } from 'vite';
import { launchElectron } from '../support/electronApp.ts';
import { cleanUp, temporaryFolder } from '../support/folders.ts';
import { project } from '../support/process.ts';
import type { Supervise, Supervised } from '../support/supervisorProgram.ts';

const stub = path.join(project, 'main', 'desktop', 'fixtures', 'stubServer.cjs');

/** The supervisor in a program of its own: an Electron that is too old for SQLite runs any other server. */
async function buildProgram(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    ssr: { noExternal: true },
    build: {
      ssr: path.join(project, 'e2e', 'support', 'supervisorProgram.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node16',
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'program.cjs' } },
    },
  });
  return path.join(folder, 'program.cjs');
}

const test = base.extend<{ app: ElectronApplication }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from the pattern
  app: async ({}, use) => {
    const folder = temporaryFolder();
    const program = await buildProgram(folder);
    const app = await launchElectron({ folder, dataDir: path.join(folder, 'data'), program });
    await use(app);
    await app.close();
    await cleanUp();
  },
});

interface Course {
  behaviours: string[];
  /** The last event that is awaited. */
  until: string;
  /** Ask it for a link after each start: one that dies of it is started anew. */
  ask?: boolean;
  limits?: { startLimitMs?: number; stopLimitMs?: number };
}

/** Lets servers run so far, then stops the last one; answers what was told. */
const run = (app: ElectronApplication, course: Course) =>
  app.evaluate(
    async (_electron, { stub, behaviours, until, ask, limits }) => {
      const { supervise } = globalThis as unknown as { supervise: Supervise };
      const { supervisor, told, log }: Supervised = supervise(stub, behaviours, limits);
      const links: string[] = [];
      if (ask) {
        supervisor.on('listening', () => {
          supervisor.signInLink().then(
            (link) => links.push(link),
            ({ message }: Error) => links.push(message),
          );
        });
      }
      const isThere = () => told.some(([event]) => event === until) && (!ask || links.length === behaviours.length);
      while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
      await supervisor.stop();
      return { told, log, links, settings: supervisor.settings };
    },
    { stub, ...course },
  );

const events = ({ told }: { told: [string, unknown][] }) => told.map(([event]) => event);

test('says where it listens and how it is set, and stops when it is told to', async ({ app }) => {
  const seen = await run(app, { behaviours: ['rambles'], until: 'listening' });
  expect(seen.told).toEqual([['listening', expect.objectContaining({ port: 4711, url: 'http://127.0.0.1:4711' })]]);
  expect(seen.settings).toMatchObject({ documentRoot: '/data', granted: true });
  expect(seen.log).toEqual(expect.arrayContaining(['first line', 'second line', 'a warning']));
  expect(seen.log.filter((line) => line.includes('not in the contract'))).toHaveLength(2);
});

test('that crashes is started anew, at the same port when it had one', async ({ app }) => {
  const seen = await run(app, {
    behaviours: ['dies when asked for a link', 'serves'],
    until: 'restarting',
    ask: true,
  });
  expect(events(seen)).toEqual(['listening', 'restarting', 'listening']);
  expect(seen.log).toContain('the server ended by itself, code 7');
  expect(seen.links).toEqual([expect.stringContaining('does not run'), 'http://127.0.0.1:4711/sign-in?code=next']);
});

test('that tells why it cannot start is heard before its end is', async ({ app }) => {
  const seen = await run(app, { behaviours: ['fails', 'serves'], until: 'trouble' });
  expect(seen.told).toEqual([['trouble', expect.objectContaining({ path: '/data/larder' })]]);
  expect(seen.log).toContain('the server ended by itself, code 1');
});

test('that crashes without a word is tried again, then given up', async ({ app }) => {
  const seen = await run(app, { behaviours: ['crashes'], until: 'trouble' });
  expect(events(seen)).toEqual(['restarting', 'restarting', 'trouble']);
  expect(seen.log.filter((line) => line.endsWith('code 3'))).toHaveLength(3);
});

test('that hears nothing is ended by force, at its start and at a stop', async ({ app }) => {
  const late = await run(app, { behaviours: ['hangs at the start'], until: 'trouble', limits: { startLimitMs: 300 } });
  expect(late.told).toEqual([['trouble', { message: expect.stringContaining('in time'), path: null }]]);
  const deaf = await run(app, { behaviours: ['hangs later'], until: 'listening', limits: { stopLimitMs: 300 } });
  expect(events(deaf)).toEqual(['listening']);
});
