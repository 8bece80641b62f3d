import { renameSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../lib/bench.ts';
import { makePictures } from '../lib/files.ts';
import { samplePictures } from '../lib/programs.ts';
import type { Larder } from '../lib/server.ts';

const FOLDERS = 1000;

/** A million pictures in 1,000 folders below the document root of a server: made once, then moved from server to server. */
export function placeMillionTree(bench: Bench, server: Larder) {
  const files = Math.ceil(bench.options.millionFiles / 100) * 100;
  const folder = path.join(server.root, 'million');
  if (bench.million) renameSync(bench.million, folder);
  else {
    bench.say(`making ${files} files`);
    makePictures(folder, files, Math.ceil(files / FOLDERS), samplePictures);
  }
  bench.million = folder;
  return { folder, files };
}
