import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { annotationBody } from './api.mjs';

const padded = (number) => String(number).padStart(7, '0');

/** Empty files img_0000000.jpg and on, `inEach` to a folder (0: all in `folder` itself). */
export function makeEmptyFiles(folder, count, inEach = 0, from = 0) {
  let directory = folder;
  mkdirSync(folder, { recursive: true });
  for (let i = from; i < from + count; i++) {
    if (inEach && (i - from) % inEach === 0) {
      directory = path.join(folder, `d${padded(i / inEach)}`);
      mkdirSync(directory);
    }
    closeSync(openSync(path.join(directory, `img_${padded(i)}.jpg`), 'w'));
  }
  return folder;
}

/** One JSONL file of tasks. */
export function makeJsonl(folder, count, annotated = false) {
  mkdirSync(folder, { recursive: true });
  const lines = Array.from({ length: count }, (_, i) => {
    const task = { data: { image: `/data/local-files/?d=x/img_${i}.jpg`, n: i } };
    return JSON.stringify(annotated ? { ...task, annotations: [annotationBody(i)] } : task);
  });
  writeFileSync(path.join(folder, 'tasks.jsonl'), `${lines.join('\n')}\n`);
  return folder;
}

/** Bytes of which every four tell their own place, so that a wrong part is noticed. */
export function countingBytes(size) {
  const words = new Uint32Array(size / 4);
  for (let i = 0; i < words.length; i++) words[i] = i;
  return Buffer.from(words.buffer);
}
