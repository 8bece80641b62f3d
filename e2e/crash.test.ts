import { readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { cleanUp, manyFiles, temporaryFolder } from './support/folders.ts';
import { serveLarder } from './support/process.ts';
import { until } from './support/until.ts';
import { allTasks, annotate, importUrl, newExport, newImport, newProject, newTask } from './support/work.ts';

afterAll(cleanUp);

function integrity(dataDir: string): unknown {
  const db = new Sqlite(path.join(dataDir, 'larder.db'));
  try {
    return db.pragma('integrity_check', { simple: true });
  } finally {
    db.close();
  }
}

it('kill -9 in the middle of saving: every save that was acknowledged is there, and so are the files', async () => {
  const [dataDir, root] = [temporaryFolder(), temporaryFolder()];
  const first = await serveLarder({ dataDir, root });
  const project = await newProject(first.owner);
  const out = path.join(root, 'out');
  await newExport(first.owner, project, out);
  const task = await newTask(first.owner, project);
  const saved: number[] = [];
  let killed = false;
  const savers = Array.from({ length: 4 }, async () => {
    while (!killed) {
      const id = await annotate(first.owner, task).catch(() => null);
      if (id !== null) saved.push(id);
    }
  });
  await until('a few hundred saves', () => saved.length > 300);
  killed = true;
  await first.end('SIGKILL');
  await Promise.allSettled(savers);
  expect(integrity(dataDir)).toBe('ok');
  const second = await serveLarder({ dataDir, root });
  const { json } = await second.owner.get(`/api/tasks/${task}/annotations/`);
  const kept = new Set(json.map(({ id }: { id: number }) => id));
  expect(saved.filter((id) => !kept.has(id))).toEqual([]);
  await until('every file is there', () => {
    const files = new Set(readdirSync(out));
    return saved.every((id) => files.has(`${id}.json`));
  });
  await second.end('SIGTERM');
});

it('kill -9 in the middle of a sync: the next one goes on, nothing comes twice', async () => {
  const [dataDir, root] = [temporaryFolder(), temporaryFolder()];
  const FILES = 12_000;
  const folder = manyFiles(path.join(root, 'many'), FILES, 'jpg', () => '');
  const first = await serveLarder({ dataDir, root });
  const project = await newProject(first.owner);
  const storage = await newImport(first.owner, project, folder);
  const { json: job } = await first.owner.send('POST', importUrl(storage, '/sync?background=true'));
  await until('some tasks', async () => (await first.owner.get(`/api/projects/${project}/`)).json.task_number > 0);
  await first.end('SIGKILL');
  const second = await serveLarder({ dataDir, root });
  expect((await second.owner.get(`/api/larder/jobs/${job.id}`)).json.status).not.toBe('in_progress');
  expect((await second.owner.get(importUrl(storage))).json.status).not.toBe('in_progress');
  const synced = await second.owner.expect(200, 'POST', importUrl(storage, '/sync'));
  expect(synced.status).toBe('completed');
  const names = (await allTasks(second.owner, project)).map(({ storage_filename }) => storage_filename);
  expect([names.length, new Set(names).size]).toEqual([FILES, FILES]);
  expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(integrity(dataDir)).toBe('ok');
});

it('a stop in the middle of a sync ends cleanly and says so afterwards', async () => {
  const [dataDir, root] = [temporaryFolder(), temporaryFolder()];
  const folder = manyFiles(path.join(root, 'many'), 12_000, 'jpg', () => '');
  const first = await serveLarder({ dataDir, root });
  const storage = await newImport(first.owner, await newProject(first.owner), folder);
  await first.owner.send('POST', importUrl(storage, '/sync?background=true'));
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(first.stderr()).toBe('');
  const second = await serveLarder({ dataDir, root });
  const { json } = await second.owner.get(importUrl(storage));
  if (json.status !== 'completed')
    expect([json.status, json.traceback]).toEqual(['failed', expect.stringMatching(/[Ss]ync again|Start it again/)]);
  await second.end('SIGTERM');
});

it.each(['Promise.reject(new Error("alone"))', 'throw new Error("alone")'])(
  'a defect that nobody catches (%s) is logged, and ends the server',
  async (defect) => {
    const module = `process.on("SIGUSR2", () => { ${defect} })`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(module)}` };
    const { end, stderr } = await serveLarder({ dataDir: temporaryFolder(), env });
    expect(await end('SIGUSR2')).toEqual({ code: 1, signal: null });
    const [line = '', ...others] = stderr().trim().split('\n');
    expect(others).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({ level: 60, err: { message: 'alone' } });
  },
);
