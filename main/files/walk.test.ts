import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type WalkOptions, walk } from './walk.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'larder-walk-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(path.join(root, 'root/ds/sub/deep'), { recursive: true });
  mkdirSync(path.join(root, 'outside'));
  for (const file of ['root/ds/a.jpg', 'root/ds/sub/deep/b.jpg', 'root/other.txt', 'outside/secret.txt']) {
    writeFileSync(path.join(root, file), 'x');
  }
});

function found(options: Partial<WalkOptions> = {}): string[] {
  const seen: string[] = [];
  const folder = path.join(root, 'root/ds');
  const visit: Parameters<typeof walk>[2] = (directory, entry) => {
    if (entry.kind !== 'passed over')
      seen.push(`${entry.kind} ${path.relative(folder, path.join(directory, entry.name))}`);
  };
  for (const _ of walk(
    folder,
    { recursive: true, followLinks: false, realRoot: path.join(root, 'root'), leftOut: null, ...options },
    visit,
  ));
  return seen.sort();
}

test('files of the folder, and of those below it when asked', () => {
  expect(found()).toEqual(['file a.jpg', 'file sub/deep/b.jpg']);
  expect(found({ recursive: false })).toEqual(['file a.jpg']);
});

test('links: to files inside the root yes, to folders and to nothing no, out of the root only when allowed', () => {
  const link = (name: string, target: string) => symlinkSync(path.join(root, target), path.join(root, 'root/ds', name));
  link('inside.txt', 'root/other.txt');
  link('folder', 'root/ds/sub');
  link('loop', 'root/ds');
  link('broken', 'nowhere');
  link('outside.txt', 'outside/secret.txt');
  expect(found()).toEqual(['file a.jpg', 'file inside.txt', 'file sub/deep/b.jpg', 'problem outside.txt']);
  expect(found({ followLinks: true })).toContain('file outside.txt');
});

test.runIf(process.platform === 'linux')('a name that is not Unicode is a problem, a pipe is passed over', () => {
  execFileSync('bash', ['-c', `cd '${root}/root/ds' && touch $'bad\\xff.jpg' && mkfifo pipe`]);
  const seen = found();
  expect(seen.filter((line) => line.startsWith('problem'))).toHaveLength(1);
  expect(seen.join()).not.toContain('pipe');
});

test.runIf(process.platform !== 'win32')(
  'a folder whose path is too long is a problem with advice that mends it',
  () => {
    const make = `cd '${root}/root/ds'; for i in $(seq 20); do mkdir ${'d'.repeat(250)}; cd ${'d'.repeat(250)}; done`;
    execFileSync('bash', ['-c', make]);
    onTestFinished(() => void execFileSync('rm', ['-rf', path.join(root, 'root/ds', 'd'.repeat(250))]));
    const problems: string[] = [];
    const options = { recursive: true, followLinks: false, realRoot: path.join(root, 'root'), leftOut: null };
    for (const _ of walk(path.join(root, 'root/ds'), options, (_, entry) => {
      if (entry.kind === 'problem') problems.push(`${entry.reason}. ${entry.advice}`);
    }));
    expect(problems).toEqual([expect.stringMatching(/path is too long\. Shorten .*, then sync again\.$/)]);
  },
);

test('a folder that is not there is an error of the whole walk', () => {
  rmSync(path.join(root, 'root/ds'), { recursive: true });
  expect(() => found()).toThrow(/ENOENT/);
});
