import { closeSync, fsyncSync, mkdtempSync, openSync, readdirSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Bench } from './bench.ts';
import { median, seconds } from './numbers.ts';
import { bareInserts, node, runForJson } from './programs.ts';

const BODY = Buffer.alloc(1500, 'x');

/** What bare/inserts.ts prints. */
const insertSeconds = z.object({ rows: z.number(), without_triggers: z.number(), with_triggers: z.number() });

/** Seconds of bare inserts of the first rows of a database that Larder made (and closed), without and with its triggers. */
export async function bareInsertSeconds(bench: Bench, databaseFile: string, rows: number) {
  const words: [string, ...string[]] = [bareInserts, databaseFile, String(rows), bench.folder];
  const result = insertSeconds.parse(await runForJson(bench.cleanup, node, words));
  if (result.rows !== rows) throw new Error(`bare inserts: ${result.rows} rows in ${databaseFile}, expected ${rows}`);
  return result;
}

/** Seconds for listing a tree with the kinds of its entries: no sync can know sooner that nothing is new. */
export function listSeconds(folder: string, files: number, rounds = 3): number {
  const walk = (directory: string): number => {
    let count = 0;
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      count += entry.isDirectory() ? walk(path.join(directory, entry.name)) : 1;
    }
    return count;
  };
  const times = Array.from({ length: rounds }, () => {
    const begun = seconds();
    const count = walk(folder);
    if (count !== files) throw new Error(`${count} files below ${folder}, expected ${files}`);
    return seconds() - begun;
  });
  return median(times);
}

/** Files a second written under another name, flushed where `durable`, and renamed. */
export function writeRate(bench: Bench, files: number, durable: boolean): number {
  const folder = mkdtempSync(path.join(bench.folder, 'writes-')); // removed with the rest, at the end
  const begun = seconds();
  for (let i = 0; i < files; i++) {
    const temporary = path.join(folder, `.${i}`);
    const descriptor = openSync(temporary, 'w');
    writeSync(descriptor, BODY);
    if (durable) fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(temporary, path.join(folder, String(i)));
  }
  return files / (seconds() - begun);
}
