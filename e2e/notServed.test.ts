import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { newProject, newTask } from './support/work.ts';

let larder: Larder;
let project: number;

beforeAll(async () => {
  larder = await startLarder();
  project = await newProject(larder.owner);
  await newTask(larder.owner, project);
});
afterAll(cleanUp);

// Who deletes what was filtered would delete everything, if the filter were ignored.
it.each([
  ['query', (filter: string) => `/api/tasks?project=${project}&query=${filter}`],
  ['view', (filter: string) => `/api/tasks/?project=${project}&view=${filter}`],
  ['title', (filter: string) => `/api/projects/?title=${filter}`],
  ['ids', (filter: string) => `/api/projects?ids=${filter}`],
  ['filter', (filter: string) => `/api/projects/?filter=${filter}`],
])('a list with %s is refused and says so, instead of answering everything', async (parameter, address) => {
  const { status, json } = await larder.owner.get(address('1'));
  expect([status, Object.keys(json.validation_errors)]).toEqual([400, [parameter]]);
  expect((await larder.owner.get(address(''))).status).toBe(200);
});

it('an import that asks for predictions from fields is refused, and makes nothing', async () => {
  const address = `/api/projects/${project}/import?preannotated_from_fields=label`;
  const { status, json } = await larder.owner.post(address, [{ data: { label: 'cat' } }]);
  expect([status, Object.keys(json.validation_errors)]).toEqual([400, ['preannotated_from_fields']]);
  expect((await larder.owner.get(`/api/tasks?project=${project}`)).json.total).toBe(1);
});
