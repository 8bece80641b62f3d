import { closeSync, copyFileSync, linkSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { annotationBody } from './api.ts';

const padded = (number: number) => String(number).padStart(7, '0');

/** Empty files img_0000000.jpg and on, `inEach` to a folder (0: all in `folder` itself). */
export function makeEmptyFiles(folder: string, count: number, inEach = 0, from = 0): string {
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

/** A file system lets so many names have one file: ext4 65,000. So few are enough for a million, and each is a real picture. */
const PICTURES = 1000;

/** Pictures img_0000000.jpg and on, `inEach` to a folder: copies of those in `from`, then hard links to the copies, which need no space. */
export function makePictures(folder: string, count: number, inEach: number, from: string): string {
  const samples = readdirSync(from).map((name) => path.join(from, name));
  const placeOf = (i: number) => path.join(folder, `d${padded(Math.floor(i / inEach))}`, `img_${padded(i)}.jpg`);
  for (let i = 0; i < count; i++) {
    const place = placeOf(i);
    if (i % inEach === 0) mkdirSync(path.dirname(place), { recursive: true });
    if (i < PICTURES) copyFileSync(samples[i % samples.length] ?? '', place);
    else linkSync(placeOf(i % PICTURES), place);
  }
  return folder;
}

/** One JSONL file of tasks. */
export function makeJsonl(folder: string, count: number, annotated = false): string {
  mkdirSync(folder, { recursive: true });
  const lines = Array.from({ length: count }, (_, i) => {
    const task = { data: { image: `/data/local-files/?d=x/img_${i}.jpg`, n: i } };
    return JSON.stringify(annotated ? { ...task, annotations: [annotationBody(i)] } : task);
  });
  writeFileSync(path.join(folder, 'tasks.jsonl'), `${lines.join('\n')}\n`);
  return folder;
}

/** Bytes of which every four tell their own place, so that a wrong part is noticed. */
export function countingBytes(size: number): Buffer {
  const words = new Uint32Array(size / 4);
  for (let i = 0; i < words.length; i++) words[i] = i;
  return Buffer.from(words.buffer);
}
