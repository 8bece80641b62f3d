import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const TMPFS = 0x01021994;
const PROBES = 200;
/** Above this many microseconds for making an empty file, what makes files is measured wrong. */
export const SLOW_CREATE_US = 100;

const isMemory = (folder: string) => statfsSync(folder).type === TMPFS;

function candidate(parent: string) {
  const folder = realpathSync(mkdtempSync(path.join(parent, 'larder-bench-')));
  const probe = path.join(folder, 'probe');
  mkdirSync(probe);
  const begun = performance.now();
  for (let i = 0; i < PROBES; i++) closeSync(openSync(path.join(probe, String(i)), 'w'));
  return { folder, createUs: ((performance.now() - begun) * 1000) / PROBES, memory: isMemory(folder) };
}

/**
 * The temporary folder of a run. ext4 does not give an inode out again for five minutes after its file was deleted, and
 * looks at each of those whenever it makes a file nearby (recently_deleted): after a run or a test that deleted thousands of
 * files, making one takes 800 µs instead of 20. So the calmer of the system's two places is taken, on a disk if there is one.
 */
export function makeFolder(dir: string | undefined): { folder: string; createUs: number } {
  const places = dir ? [dir] : [...new Set([os.tmpdir(), '/var/tmp'])].filter((place) => existsSync(place));
  const [best, ...others] = places
    .map(candidate)
    .sort((a, b) => Number(a.memory) - Number(b.memory) || a.createUs - b.createUs);
  for (const { folder } of others) rmSync(folder, { recursive: true });
  if (!best) throw new Error('there is no temporary folder');
  return best;
}
