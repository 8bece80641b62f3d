import { renameSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../lib/bench.ts';
import { makeEmptyFiles } from '../lib/files.ts';
import type { Larder } from '../lib/server.ts';

/** The tree of the large sync below the document root of a server: made once, then moved from server to server. */
export function placeLargeTree(bench: Bench, server: Larder): string {
  const place = path.join(server.root, 'large');
  if (bench.large) renameSync(bench.large, place);
  else makeEmptyFiles(place, bench.options.files, Math.max(1, Math.round(bench.options.files / 200)));
  bench.large = place;
  return place;
}
