import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Endpoint } from '../main/contract/endpoint.ts';
import { allEndpoints } from '../main/contract/index.ts';
import type { Answer } from './support/client.ts';
import { cleanUp } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { annotate, newExport, newImport, newProject, newTask } from './support/work.ts';

let larder: Larder;
/** Ids that exist, so that the fuzz gets past the first 404. */
const ids: Record<string, number> = {};

beforeAll(async () => {
  larder = await startLarder();
  const { owner, root } = larder;
  ids.projects = await newProject(owner);
  ids.tasks = await newTask(owner, ids.projects);
  ids.annotations = await annotate(owner, ids.tasks);
  ids.localfiles = await newImport(owner, ids.projects, path.join(root, 'in'), { 'a.jpg': 'x' });
  ids.export = await newExport(owner, ids.projects, path.join(root, 'out'));
  ids.predictions = (await owner.expect(201, 'POST', '/api/predictions/', { task: ids.tasks, result: [] })).id;
});
afterAll(cleanUp);

const oddities = fc.oneof(
  fc.constantFrom(
    '1e400',
    '-0',
    '1e-400',
    '123456789012345678901234567890',
    '{"__proto__": {"x": 1}}',
    '"\\ud800"',
    '"\\u0000"',
    '[[[[]]]]',
  ),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => JSON.stringify(text)),
);
const FIELDS =
  'id project path title description regex_filter use_blob_urls recursive_scan synchronizable can_delete_objects limit label_config maximum_annotations result lead_time was_cancelled ground_truth parent_prediction score model_version data task user email first_name document_root follow_links natural_order save_only_new_annotations'.split(
    ' ',
  );
const bodies = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .dictionary(fc.constantFrom(...FIELDS), oddities, { maxKeys: 5 })
      .map((fields) => `{${Object.entries(fields).map(([key, json]) => `"${key}":${json}`)}}`),
  },
  { weight: 2, arbitrary: oddities },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
);
const queries = fc.dictionary(
  fc.constantFrom('project', 'page', 'page_size', 'fields', 'd', 'path', 'task', 'search', 'background', 'id'),
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('1', '0', '-1', '99999999999999999999', 'true', '..', '%'),
  ),
  { maxKeys: 3 },
);

function addressOf({ path }: Endpoint): string {
  const kind = path.includes('/export/') ? 'export' : (/\/(\w+)\/\{id\}/.exec(path)?.[1] ?? '');
  const storage = kind === 'storages' ? ids.localfiles : undefined;
  return path.replace('{id}', String(ids[kind] ?? storage ?? 1)).replace('{user}', '1');
}

function check(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${answer.text}`).toBeLessThan(500);
  if (answer.status < 400) return;
  const known = answer.json?.message !== undefined || answer.json?.status_code === answer.status;
  expect(known, `${what}: ${answer.status} ${answer.text}`).toBe(true);
  expect(answer.text).not.toMatch(/\n {4}at |node_modules/);
}

/** Left out: what ends the objects that the fuzz needs, and the stream that does not end. */
const fuzzed = allEndpoints.filter(({ method, path }) => method !== 'DELETE' && !path.endsWith('/events'));

it.each(fuzzed.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s never breaks',
  async (name, endpoint) => {
    const address = addressOf(endpoint);
    await fc.assert(
      fc.asyncProperty(bodies, queries, async (raw, query) => {
        const search = new URLSearchParams(query).toString();
        const options = endpoint.method === 'GET' ? {} : { raw };
        check(await larder.owner.send(endpoint.method, `${address}?${search}`, options), `${name} ?${search} ${raw}`);
      }),
      { numRuns: 40 },
    );
  },
);

it('bytes that are no query never break the serving of files', async () => {
  const bytes = fc.array(
    fc.constantFrom('%', '2', 'f', '.', '/', '\\', '&', 'd', '=', '+', '%00', '%ff', '%c0%af', '..%2f', 'in/a.jpg'),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (parts) => {
      const { status } = await larder.owner.send('GET', `/data/local-files/?d=${parts.join('')}`);
      expect([200, 403, 404]).toContain(status);
    }),
    { numRuns: 200 },
  );
});
