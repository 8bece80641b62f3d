import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Method } from './support/client.ts';
import { cleanUp } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { annotate, newExport, newImport, newProject, newTask, sync } from './support/work.ts';

let larder: Larder;
let owner: Client;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
});
afterAll(cleanUp);

const SEVENTY = '1234567890'.repeat(7);
/** Numbers that a double would write otherwise. */
const WRITTEN = [
  SEVENTY,
  `-${SEVENTY}`,
  `0.${SEVENTY}`,
  '9007199254740993',
  '1.0',
  '1.50',
  '1e5',
  '1E-7',
  '-0',
  '-0.0',
];
const LIST = `[${WRITTEN.join()}]`;
const DATA = `{"number":${SEVENTY},"list":${LIST},"deep":{"in":[{"x":${LIST}}]}}`;
const RESULT = `[{"value":{"x":${SEVENTY},"list":${LIST}}}]`;

/** Sends JSON as it is written here; answers the text of the answer, which must have this status. */
async function send(status: number, method: Method, url: string, raw: string): Promise<string> {
  const answer = await owner.send(method, url, { raw });
  expect(answer.status, answer.text).toBe(status);
  return answer.text;
}
const squeezed = (json: string) => json.replaceAll(/\s/g, '');

describe('every digit survives', () => {
  it('in the data of a task, made and changed', async () => {
    const project = await newProject(owner);
    const made = await send(201, 'POST', '/api/tasks', `{"project":${project},"data":${DATA}}`);
    expect(made).toContain(`"data":${DATA}`);
    const url = `/api/tasks/${JSON.parse(made).id}/`;
    expect(await send(200, 'PATCH', url, `{"data":{"changed":${LIST}}}`)).toContain(`"data":{"changed":${LIST}}`);
    for (const list of [url, `/api/tasks?project=${project}&fields=all`, `/api/projects/${project}/tasks/`]) {
      expect((await owner.get(list)).text).toContain(`"data":{"changed":${LIST}}`);
    }
  });

  it('in results of annotations and predictions, and in the exported file', async () => {
    const project = await newProject(owner);
    const out = path.join(larder.root, 'out');
    await newExport(owner, project, out);
    const task = JSON.parse(await send(201, 'POST', '/api/tasks', `{"project":${project},"data":${DATA}}`)).id;
    const made = await send(201, 'POST', `/api/tasks/${task}/annotations/`, `{"result":${RESULT}}`);
    expect(made).toContain(`"result":${RESULT}`);
    const predicted = await send(201, 'POST', '/api/predictions', `{"task":${task},"result":${RESULT}}`);
    expect(predicted).toContain(`"result":${RESULT}`);
    const whole = (await owner.get(`/api/tasks/${task}/`)).text;
    expect(whole.split(`"result":${RESULT}`)).toHaveLength(3);
    const file = squeezed(readFileSync(path.join(out, `${JSON.parse(made).id}.json`), 'utf8'));
    expect(file).toContain(`"result":${RESULT}`);
    expect(file).toContain(`"data":${DATA}`);
  });

  it('through a Tasks mode sync and through /import, of objects, lists and lines', async () => {
    const project = await newProject(owner);
    const out = path.join(larder.root, 'out2');
    await newExport(owner, project, out);
    const item = `{"data":${DATA},"annotations":[{"result":${RESULT}}],"predictions":[{"result":${RESULT}}]}`;
    const files = { 'a.json': item, 'b.json': `[${item}, ${item}]`, 'c.jsonl': `${item}\n${item}\n` };
    const id = await newImport(owner, project, path.join(larder.root, 'in'), files, { use_blob_urls: false });
    expect(await sync(owner, id)).toMatchObject({ status: 'completed', last_sync_count: 5 });
    await send(201, 'POST', `/api/projects/${project}/import`, `[${item}]`);
    const { text } = await owner.get(`/api/tasks?project=${project}&fields=all`);
    expect(text.split(`"data":${DATA}`)).toHaveLength(7);
    expect(text.split(`"result":${RESULT}`)).toHaveLength(13);
    for (const name of readdirSync(out)) {
      const file = squeezed(readFileSync(path.join(out, name), 'utf8'));
      expect(file).toContain(`"result":${RESULT}`);
      expect(file).toContain(`"data":${DATA}`);
    }
  });

  it('and so do keys and characters that programs stumble over', async () => {
    const project = await newProject(owner);
    const odd =
      '{"__proto__":{"a":1},"constructor":1,"":2,"a\\u0000b":"\\ud800","\\ud83d\\ude00":"\u{1F600}","toString":[]}';
    const task = await send(201, 'POST', '/api/tasks', `{"project":${project},"data":${odd}}`);
    expect(JSON.parse(task).data).toEqual(JSON.parse(odd));
    const made = await send(201, 'POST', `/api/tasks/${JSON.parse(task).id}/annotations/`, `{"result":[${odd}]}`);
    expect(JSON.parse(made).result).toEqual([JSON.parse(odd)]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe('numbers as Python writes them are numbers', () => {
  it.each([
    ['12.0', 12],
    ['1.50', 1.5],
    ['1e1', 10],
    ['2.5e-05', 0.000025],
    ['-0.0', 0],
    ['0.1234567890123456789', 0.12345678901234568],
  ])('%s for a lead time and a score', async (written, number) => {
    const task = await newTask(owner, await newProject(owner));
    const annotation = await send(
      201,
      'POST',
      `/api/tasks/${task}/annotations/`,
      `{"result":[],"lead_time":${written}}`,
    );
    expect(JSON.parse(annotation).lead_time).toBeCloseTo(number, 15);
    const prediction = await send(201, 'POST', '/api/predictions', `{"task":${task},"result":[],"score":${written}}`);
    expect(JSON.parse(prediction).score).toBeCloseTo(number, 15);
    const changed = await send(
      200,
      'PATCH',
      `/api/annotations/${JSON.parse(annotation).id}/`,
      `{"lead_time":${written}}`,
    );
    expect(JSON.parse(changed).lead_time).toBeCloseTo(number, 15);
  });

  it('a reference, a text and a maximum too', async () => {
    const project = await newProject(owner);
    expect(JSON.parse(await send(201, 'POST', '/api/tasks', `{"project":${project}.0,"data":{}}`)).project).toBe(
      project,
    );
    const url = `/api/projects/${project}/`;
    expect(JSON.parse(await send(200, 'PATCH', url, '{"maximum_annotations":2.0}')).maximum_annotations).toBe(2);
    expect(JSON.parse(await send(200, 'PATCH', url, '{"description":5.50}')).description).toMatch(/^5\.50?$/);
  });

  it('but no object, whatever their digits', async () => {
    const project = await newProject(owner);
    const task = await newTask(owner, project);
    for (const written of ['1.0', SEVENTY, '-0', '5']) {
      await send(400, 'POST', '/api/tasks', `{"project":${project},"data":${written}}`);
      await send(400, 'PATCH', `/api/tasks/${task}/`, `{"data":${written}}`);
      await send(400, 'PATCH', `/api/tasks/${task}/`, written);
      await send(400, 'POST', `/api/tasks/${task}/annotations/`, `{"result":${written}}`);
      await send(400, 'POST', `/api/projects/${project}/import`, written);
      await send(400, 'POST', '/api/projects/', written);
    }
  });
});

describe('nesting', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}1.0${']'.repeat(depth)}`;

  it.each([100, 1000, 3000, 6000, 20_000, 200_000])('%i deep is stored and exported, or refused', async (depth) => {
    const project = await newProject(owner);
    const out = path.join(larder.root, `deep${depth}`);
    await newExport(owner, project, out);
    const task = await newTask(owner, project);
    const sent: [Method, string, string][] = [
      ['POST', `/api/tasks/${task}/annotations/`, `{"result":${nested(depth)}}`],
      ['POST', '/api/predictions', `{"task":${task},"result":${nested(depth)}}`],
      ['POST', '/api/tasks', `{"project":${project},"data":{"a":${nested(depth)}}}`],
      ['POST', `/api/projects/${project}/import`, `[{"data":{"a":${nested(depth)}}}]`],
      ['PATCH', `/api/tasks/${task}/`, `{"data":{"a":${nested(depth)}}}`],
      ['POST', '/api/projects/', `{"title":${nested(depth)}}`],
    ];
    for (const [method, url, raw] of sent) {
      const { status } = await owner.send(method, url, { raw });
      expect([200, 201, 400], `${method} ${url}: ${status}`).toContain(status);
    }
    const kept = (await owner.get(`/api/tasks/${task}/annotations/`)).json;
    expect(readdirSync(out)).toEqual(kept.map(({ id }: { id: number }) => `${id}.json`));
    expect((await owner.get(`/api/tasks?project=${project}&fields=all`)).status).toBe(200);
    expect((await owner.get(`/api/larder/explain?task=${task}`)).status).toBeLessThan(500);
    // It may be annotated, too: what is written must be what can be read again.
    await annotate(owner, task);
    expect(readdirSync(out)).toHaveLength(kept.length + 1);
  });
});
