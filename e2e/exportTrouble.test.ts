import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Client, OWNER_TOKEN } from './support/client.ts';
import { endOfUndo, valueIn } from './support/database.ts';
import { type Listening, listenToEvents } from './support/events.ts';
import { cleanUp, putFiles, temporaryFolder } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { annotate, exportUrl, newExport, newProject, newTask } from './support/work.ts';

let larder: Larder;
let owner: Client;
let number = 0;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
});
afterAll(cleanUp);

async function exporting(fields: object = {}) {
  const project = await newProject(owner);
  const task = await newTask(owner, project);
  const out = path.join(larder.root, `out${++number}`);
  const id = await newExport(owner, project, out, fields);
  const file = (annotation: number) => path.join(out, `${annotation}.json`);
  const storage = () => owner.expect(200, 'GET', exportUrl(id));
  const outbox = () => owner.expect(200, 'GET', `/api/larder/storages/${id}/outbox`);
  return { project, task, out, id, file, storage, outbox };
}

describe('a folder that is gone', () => {
  it.each([
    [
      'was moved away',
      (out: string) => renameSync(out, `${out}-away`),
      (out: string) => renameSync(`${out}-away`, out),
    ],
    [
      'is a file now',
      (out: string) => {
        rmSync(out, { recursive: true });
        writeFileSync(out, 'a file');
      },
      (out: string) => {
        rmSync(out);
        mkdirSync(out);
      },
    ],
  ])(
    'because it %s: the annotation is saved, the status says what waits, and the file comes by itself',
    async (_, away, back) => {
      const { task, out, file, storage, outbox } = await exporting();
      away(out);
      const annotation = await annotate(owner, task, { result: [{ a: 1 }] });
      await owner.expect(200, 'PATCH', `/api/annotations/${annotation}/`, { result: [{ a: 2 }] });
      expect((await owner.get(`/api/annotations/${annotation}/`)).json.result).toEqual([{ a: 2 }]);
      const { status, traceback } = await storage();
      expect(status).toBe('failed');
      expect(traceback).toMatch(/1 annotation waits.*folder does not exist/);
      expect(await outbox()).toMatchObject({ waiting: 1, failed: 1, problems: [{ annotation }] });
      back(out);
      await until('the file comes by itself', () => existsSync(file(annotation)));
      expect(JSON.parse(readFileSync(file(annotation), 'utf8')).result).toEqual([{ a: 2 }]);
      await until('the status is good again', async () => (await storage()).status === 'completed');
      expect(await outbox()).toMatchObject({ waiting: 0, failed: 0, problems: [] });
      expect((await storage()).traceback).toBeNull();
    },
  );

  it('refuses the sync as long as it is gone; back again, the sync writes what is missing', async () => {
    const { task, out, id, file, storage } = await exporting();
    rmSync(out, { recursive: true });
    const ids = await Promise.all(Array.from({ length: 5 }, () => annotate(owner, task)));
    const { status, json } = await owner.post(exportUrl(id, '/sync'));
    expect(status).toBe(400);
    expect(json.validation_errors.non_field_errors[0]).toContain(out);
    mkdirSync(out);
    expect((await owner.expect(200, 'POST', exportUrl(id, '/sync'))).status).toBe('completed');
    for (const annotation of ids) expect(existsSync(file(annotation))).toBe(true);
    expect((await storage()).status).toBe('completed');
  });

  it('gets all of many files by itself when it is back', async () => {
    const { task, out, outbox, storage } = await exporting();
    renameSync(out, `${out}-away`);
    const MANY = 450;
    for (let at = 0; at < MANY; at += 50) await Promise.all(Array.from({ length: 50 }, () => annotate(owner, task)));
    expect((await outbox()).waiting).toBe(MANY);
    renameSync(`${out}-away`, out);
    await until('every file comes by itself', () => readdirSync(out).length === MANY, 15_000);
    await until('the status is good again', async () => (await storage()).status === 'completed');
  });

  it('gets all of many files at the next start', async () => {
    const base = temporaryFolder();
    const first = await startLarder({ base });
    const project = await newProject(first.owner);
    const out = path.join(first.root, 'out');
    const id = await newExport(first.owner, project, out);
    renameSync(out, `${out}-away`);
    const items = Array.from({ length: 700 }, () => ({ data: {}, annotations: [{ result: [] }] }));
    await first.owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
    await first.stop();
    renameSync(`${out}-away`, out);
    const second = await startLarder({ base });
    await until('every file comes', () => readdirSync(out).length === items.length);
    await until('the status is good', async () => (await second.owner.get(exportUrl(id))).json.status === 'completed');
    await second.stop();
  });

  it('is rid of what was being written when it went, once all is written', async () => {
    const { task, out, storage } = await exporting();
    // As a job thread names it: the server writes that annotation under another name.
    putFiles(out, { '.larder-7-1.json.tmp': '{"id":', '.notes.tmp': 'mine' });
    renameSync(out, `${out}-away`);
    const annotation = await annotate(owner, task);
    renameSync(`${out}-away`, out);
    await until('the status is good again', async () => (await storage()).status === 'completed');
    await until('the half of a file is gone', () => readdirSync(out).length === 2);
    expect(readdirSync(out).sort()).toEqual(['.notes.tmp', `${annotation}.json`]);
  });

  it('keeps a removal until it is back', async () => {
    const { task, out, file, outbox } = await exporting({ can_delete_objects: true });
    const annotation = await annotate(owner, task);
    renameSync(out, `${out}-away`);
    await owner.expect(204, 'DELETE', `/api/annotations/${annotation}/`);
    expect((await outbox()).waiting).toBe(1);
    renameSync(`${out}-away`, out);
    await until('the file goes by itself', () => !existsSync(file(annotation)));
    await until('nothing waits', async () => (await outbox()).waiting === 0);
  });

  it('of one storage does not hold up the other', async () => {
    const { project, task, out, storage } = await exporting();
    const good = path.join(larder.root, `out${++number}`);
    const other = await newExport(owner, project, good);
    rmSync(out, { recursive: true });
    const annotation = await annotate(owner, task);
    expect(existsSync(path.join(good, `${annotation}.json`))).toBe(true);
    expect([(await storage()).status, (await owner.get(exportUrl(other))).json.status]).toEqual([
      'failed',
      'completed',
    ]);
  });

  it('is forgotten with its storage', async () => {
    const { task, out, id } = await exporting();
    rmSync(out, { recursive: true });
    await annotate(owner, task);
    await owner.expect(204, 'DELETE', exportUrl(id));
    endOfUndo(larder);
    await until(
      'its rows are gone',
      () => valueIn(larder.dataDir, 'SELECT count(*) FROM export_outbox WHERE storage_id = ?', id) === 0,
    );
    mkdirSync(out);
    await annotate(owner, task);
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('a foreign file of the same name', () => {
  const FOREIGN = '{"id": 1, "result": "of another program"}';

  /** Puts foreign files where the next annotations would go. */
  const inTheWay = (out: string, ids: number[]) =>
    putFiles(out, Object.fromEntries(ids.map((id) => [`${id}.json`, FOREIGN])));

  it('is not overwritten by a save or a sync, and is listed; the others are written', async () => {
    const { task, out, id, file, outbox, storage } = await exporting();
    const before = await annotate(owner, task);
    inTheWay(out, [before + 1]);
    const [taken, free] = [await annotate(owner, task), await annotate(owner, task)];
    expect(taken).toBe(before + 1);
    expect(readFileSync(file(taken), 'utf8')).toBe(FOREIGN);
    expect(existsSync(file(free))).toBe(true);
    expect((await outbox()).problems).toEqual([
      { annotation: taken, problem: expect.stringContaining('already there') },
    ]);
    const synced = await owner.expect(200, 'POST', exportUrl(id, '/sync'));
    expect(synced.status).not.toBe('completed');
    expect(synced.traceback).toContain('already there');
    expect(readFileSync(file(taken), 'utf8')).toBe(FOREIGN);
    rmSync(file(taken));
    await until('the file comes by itself', () => existsSync(file(taken)));
    await until('the status is good', async () => (await storage()).status === 'completed');
  });

  it('stays when the annotation is deleted', async () => {
    const { task, out, file, outbox } = await exporting({ can_delete_objects: true });
    const before = await annotate(owner, task);
    inTheWay(out, [before + 1]);
    const taken = await annotate(owner, task);
    await owner.expect(204, 'DELETE', `/api/annotations/${taken}/`);
    await until('nothing waits', async () => (await outbox()).waiting === 0);
    expect(readFileSync(file(taken), 'utf8')).toBe(FOREIGN);
  });

  it('stays when somebody put it in place of ours, a folder too; ours goes in an older version as well', async () => {
    const { task, out, file, outbox } = await exporting({ can_delete_objects: true });
    const ids: number[] = [];
    for (let at = 0; at < 4; at++) ids.push(await annotate(owner, task));
    const [replaced, folder, older, emptied] = ids as [number, number, number, number];
    const before = readFileSync(file(older));
    await owner.expect(200, 'PATCH', `/api/annotations/${older}/`, { result: [{ changed: true }] });
    await until('all are settled', async () => (await outbox()).written === 4 && (await outbox()).waiting === 0);
    writeFileSync(file(older), before);
    writeFileSync(file(emptied), '');
    inTheWay(out, [replaced]);
    rmSync(file(folder));
    mkdirSync(file(folder));
    await owner.expect(204, 'DELETE', `/api/annotations/${older}/`);
    await owner.expect(204, 'DELETE', `/api/tasks/${task}/`);
    await until('nothing waits', async () => (await outbox()).waiting === 0);
    expect(readdirSync(out).sort()).toEqual([`${replaced}.json`, `${folder}.json`].sort());
    expect(readFileSync(file(replaced), 'utf8')).toBe(FOREIGN);
  });

  it('in another folder, to which the storage was moved, is not touched', async () => {
    const { task, id, out } = await exporting({ can_delete_objects: true });
    const [first, second] = [await annotate(owner, task), await annotate(owner, task)];
    const moved = path.join(larder.root, `out${++number}`);
    inTheWay(moved, [first, second]);
    await owner.expect(200, 'PATCH', exportUrl(id), { path: moved });
    await owner.expect(200, 'PATCH', `/api/annotations/${first}/`, { result: [{ changed: true }] });
    await owner.expect(204, 'DELETE', `/api/annotations/${second}/`);
    await owner.expect(200, 'POST', exportUrl(id, '/sync'));
    for (const annotation of [first, second]) {
      expect(readFileSync(path.join(moved, `${annotation}.json`), 'utf8')).toBe(FOREIGN);
      expect(existsSync(path.join(out, `${annotation}.json`))).toBe(true);
    }
  });

  it('does not hold up what waits behind it', async () => {
    const { task, out, file } = await exporting();
    const before = await annotate(owner, task);
    inTheWay(
      out,
      Array.from({ length: 3 }, (_, at) => before + 1 + at),
    );
    const ids: number[] = [];
    for (let at = 0; at < 3; at++) ids.push(await annotate(owner, task));
    renameSync(out, `${out}-away`);
    for (let at = 0; at < 230; at += 23)
      ids.push(...(await Promise.all(Array.from({ length: 23 }, () => annotate(owner, task)))));
    renameSync(`${out}-away`, out);
    await until('all others come by themselves', () => ids.slice(3).every((id) => existsSync(file(id))), 15_000);
    for (const id of ids.slice(0, 3)) expect(readFileSync(file(id), 'utf8')).toBe(FOREIGN);
  });
});

it('a storage that is moved to another folder gets new files there, and only new ones are what is missing there', async () => {
  const { task, id } = await exporting();
  const annotation = await annotate(owner, task);
  const moved = path.join(larder.root, `out${++number}`);
  mkdirSync(moved);
  await owner.expect(200, 'PATCH', exportUrl(id), { path: moved });
  await owner.expect(200, 'POST', exportUrl(id, '/sync?save_only_new_annotations=true'));
  expect(readdirSync(moved)).toEqual([`${annotation}.json`]);
});

it('a storage that goes to another project takes nothing along that waits, nor the marks of what was written', async () => {
  const { task, out, id, file, outbox, storage } = await exporting({ can_delete_objects: true });
  const written = await annotate(owner, task);
  await until('it is written', async () => (await outbox()).written === 1);
  renameSync(out, `${out}-away`);
  const waiting = await annotate(owner, task);
  expect((await outbox()).waiting).toBe(1);
  const other = await newProject(owner);
  await owner.expect(200, 'PATCH', exportUrl(id), { project: other });
  expect(await outbox()).toMatchObject({ waiting: 0, written: 0 });
  expect(await storage()).toMatchObject({ project: other, status: 'initialized', traceback: null });
  renameSync(`${out}-away`, out);
  const own = await annotate(owner, await newTask(owner, other));
  await owner.expect(204, 'DELETE', `/api/annotations/${written}/`);
  await until('the annotation of its own is written', async () => (await outbox()).written === 1);
  expect([own, written, waiting].map((annotation) => existsSync(file(annotation)))).toEqual([true, true, false]);
});

it('an export whose storage goes to another project while it writes ends, and marks nothing as written', async () => {
  const { project, id, outbox, storage } = await exporting();
  const items = Array.from({ length: 3000 }, () => ({ data: {}, annotations: [{ result: [] }] }));
  await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
  await until('all are written', async () => (await outbox()).written === items.length, 15_000);
  const { jobs, close } = await listenToEvents(larder.server.port, OWNER_TOKEN);
  await owner.expect(202, 'POST', exportUrl(id, '/sync?background=true'));
  await until('it writes', () => jobs.some(({ created }) => created > 0));
  await owner.expect(200, 'PATCH', exportUrl(id), { project: await newProject(owner) });
  await until('it has ended', () => jobs.at(-1)?.status === 'cancelled');
  close();
  expect((await storage()).traceback).toContain('another folder or project');
  expect(await outbox()).toMatchObject({ waiting: 0, written: 0 });
});

it('an export whose folder goes while it writes ends soon, says so, and leaves the rest to the outbox', async () => {
  const { project, out, id, outbox, storage } = await exporting();
  const items = Array.from({ length: 3000 }, () => ({ data: {}, annotations: [{ result: [] }] }));
  await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
  await until('all are written', async () => (await outbox()).written === items.length, 15_000);
  const { jobs, close } = await listenToEvents(larder.server.port, OWNER_TOKEN);
  await owner.expect(202, 'POST', exportUrl(id, '/sync?background=true'));
  await until('it writes', () => jobs.some(({ created }) => created > 0));
  renameSync(out, `${out}-away`);
  await until('it has ended', () => jobs.at(-1)?.status === 'failed');
  close();
  expect((await storage()).status).toBe('failed');
  expect((await storage()).traceback).toMatch(/annotations wait for export: the folder does not exist/);
  const { waiting } = await outbox();
  expect(waiting).toBeGreaterThan(0);
  expect(waiting + (jobs.at(-1)?.created ?? 0)).toBe(items.length);
  renameSync(`${out}-away`, out);
  await until('nothing waits', async () => (await outbox()).waiting === 0, 15_000);
  // The status follows in a transaction of its own.
  await until('the status is good again', async () => (await storage()).status === 'completed');
  expect((await storage()).traceback).toBeNull();
});

it('whoever watches is told what was written and what waits, and nobody else', async () => {
  const { project, task, out, id, outbox } = await exporting();
  const stranger = await owner.expect(201, 'POST', '/api/users/', { email: 'stranger@example.com' });
  const [mine, strangers] = await Promise.all([
    listenToEvents(larder.server.port, OWNER_TOKEN),
    listenToEvents(larder.server.port, stranger.token),
  ]);
  // That settings are read again is told to everybody, without saying more.
  const outboxEvents = ({ others }: Listening) => others.filter(({ type }) => type === 'outbox');
  // The owner is told of the storages of other tests too: some of their folders never come back.
  const own = () => outboxEvents(mine).filter(({ data }) => isDeepStrictEqual(data, { project, storage: id }));
  expect((await outbox()).last_written_at).toBeNull();
  const before = Date.now();
  await annotate(owner, task);
  await until('the file is told', () => own().length >= 1);
  const last = Date.parse((await outbox()).last_written_at);
  expect(last).toBeGreaterThanOrEqual(before);
  expect(last).toBeLessThanOrEqual(Date.now());
  renameSync(out, `${out}-away`);
  await annotate(owner, task);
  await until('the trouble is told', () => own().length >= 2);
  renameSync(`${out}-away`, out);
  await until('its end is told', async () => own().length > 2 && (await outbox()).waiting === 0);
  renameSync(out, `${out}-away`);
  const waiting = await annotate(owner, task);
  await until('the trouble is told again', async () => (await outbox()).failed === 1);
  const beforeDeletion = own().length;
  await owner.expect(204, 'DELETE', `/api/annotations/${waiting}/`);
  await until('that nothing waits any more is told', () => own().length > beforeDeletion);
  renameSync(`${out}-away`, out);
  const beforeImport = own().length;
  const items = Array.from({ length: 200 }, () => ({ data: {}, annotations: [{ result: [] }] }));
  await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
  await until('what a job thread wrote is told', () => own().length > beforeImport);
  const beforeMove = own().length;
  mkdirSync(`${out}-other`);
  await owner.expect(200, 'PATCH', exportUrl(id), { path: `${out}-other` });
  await until('that the other folder has none of the files is told', () => own().length > beforeMove);
  expect((await outbox()).written).toBe(0);
  expect(outboxEvents(strangers)).toEqual([]);
  mine.close();
  strangers.close();
});

describe('a database that takes nothing for a while', () => {
  const fail = () => {
    throw new Error('database or disk is full');
  };

  it('when a file is written: it is tried again, and then taken out of the outbox', async () => {
    const { task, outbox } = await exporting();
    vi.spyOn(larder.server.services.repositories.outbox, 'done').mockImplementationOnce(fail);
    await annotate(owner, task);
    await until('nothing waits', async () => (await outbox()).waiting === 0);
  });

  it('when a trouble is noted: the file comes by itself all the same', async () => {
    const { task, out, file } = await exporting();
    renameSync(out, `${out}-away`);
    vi.spyOn(larder.server.services.repositories.outbox, 'fail').mockImplementationOnce(fail);
    const annotation = await annotate(owner, task);
    renameSync(`${out}-away`, out);
    await until('the file comes by itself', () => existsSync(file(annotation)));
  });

  it('at the end of the export after a restore: nobody waits for it, and no promise is left alone', async () => {
    const { id, storage } = await exporting();
    const alone = vi.fn();
    process.on('unhandledRejection', alone);
    await owner.expect(204, 'DELETE', exportUrl(id));
    const finish = vi.spyOn(larder.server.services.repositories.jobs, 'finish').mockImplementationOnce(fail);
    await owner.expect(204, 'POST', `/api/larder/export-storages/${id}/restore`);
    await until(
      'the end is stored',
      async () => finish.mock.calls.length > 1 && (await storage()).status === 'completed',
    );
    process.off('unhandledRejection', alone);
    expect(alone).not.toHaveBeenCalled();
  });
});
