import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTaskItems } from './readTaskItems.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-any-task-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each entry as one line: the place, the number, the data or the reason. */
async function read(content: string | Uint8Array, chunkBytes: number): Promise<string[]> {
  const path = join(folder, 'tasks.json');
  writeFileSync(path, content);
  const lines: string[] = [];
  for await (const group of readTaskItems(path, { chunkBytes })) {
    for (const entry of group) {
      lines.push(`${entry.place} ${entry.number} ${'item' in entry ? entry.item.data : `! ${entry.problem.reason}`}`);
    }
  }
  return lines;
}

it('gives the same for every chunk size', async () => {
  const task = fc.dictionary(fc.stringMatching(/^[a-c]$/), fc.jsonValue({ maxDepth: 2 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(task, { minLength: 2 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 50 }),
      async (tasks, asArray, chunkBytes) => {
        const lines = tasks.map((each) => JSON.stringify(each));
        const content = asArray ? `[${lines.join(' ,\n')}]` : lines.join('\n');
        const place = asArray ? 'item' : 'line';
        const expected = tasks.map(
          (each, index) => `${place} ${index + 1} ${JSON.stringify(JSON.parse(JSON.stringify(each)))}`,
        );
        expect(await read(content, chunkBytes)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

it('never throws, whatever the bytes', async () => {
  const scraps = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    '"a":',
    '\\',
    '\n',
    ' ',
    '1',
    '{"a":1}',
    'PAR1',
    '\u0000',
    'é',
  );
  const rubble = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(scraps, { maxLength: 40 }).map((parts) => `[${parts.join('')}`),
    fc.array(scraps, { maxLength: 40 }).map((parts) => `{${parts.join('')}`),
  );
  await fc.assert(
    fc.asyncProperty(rubble, fc.integer({ min: 1, max: 50 }), async (content, chunkBytes) => {
      for (const entry of await read(content, chunkBytes)) expect(entry).toMatch(/^(item|line|row|file) \d+ [{!]/);
    }),
    { numRuns: 1000 },
  );
});
