import { describe, expect, it, test } from 'vitest';
import { contentTypeOf, kindOf } from './contentType.ts';

const BYTES = 'application/octet-stream';

describe('contentTypeOf', () => {
  test.each([
    ['a.jpg', 'image/jpeg'],
    ['a.jpeg', 'image/jpeg'],
    ['b.JPG', 'image/jpeg'],
    ['a.png', 'image/png'],
    ['a.gif', 'image/gif'],
    ['b.svg', 'image/svg+xml'],
    ['b.bmp', 'image/bmp'],
    ['b.tiff', 'image/tiff'],
    ['b.webp', 'image/webp'],
    ['b.Mp3', 'audio/mpeg'],
    ['b.wav', 'audio/x-wav'],
    ['b.WAV', 'audio/x-wav'],
    ['b.ogg', 'audio/ogg'],
    ['b.flac', 'audio/x-flac'],
    ['a.mp4', 'video/mp4'],
    ['b.webm', 'video/webm'],
    ['b.mov', 'video/quicktime'],
    ['a.pdf', 'application/pdf'],
    ['a.txt', 'text/plain'],
    ['a.csv', 'text/csv'],
    ['b.tsv', 'text/tab-separated-values'],
    ['a.html', 'text/html'],
    ['b.htm', 'text/html'],
    ['b.css', 'text/css'],
    ['a.json', 'application/json'],
    ['a.tar', 'application/x-tar'],
    ['a.tar.gz', 'application/x-tar'],
    ['a.TAR.BZ2', 'application/x-tar'],
    ['a.tar.xz', 'application/x-tar'],
    ['a.tgz', 'application/x-tar'],
    ['a.gz', BYTES],
    ['a.csv.gz', BYTES],
    ['.tar.gz', BYTES],
    ['a.bz2', BYTES],
    ['a.xz', BYTES],
    ['a.br', BYTES],
    ['a.Z', BYTES],
    ['x.jpg.bak', BYTES],
    ['a.unknownext', BYTES],
    ['noext', BYTES],
    ['.jpg', BYTES],
    ['a.', BYTES],
    ['jpg', BYTES],
    ['', BYTES],
    ['a.constructor', BYTES],
    ['/data/photos.jpg/noext', BYTES],
    ['/data/v1.2/a.png', 'image/png'],
  ])('%j is %s', (name, expected) => expect(contentTypeOf(name)).toBe(expected));
});

describe('kindOf', () => {
  it('sorts names into what a person would call them', () => {
    const names = {
      image: ['a.JPG', 'a.svg', 'a.heic'],
      audio: ['a.wav', 'a.flac', 'a.m4a', 'a.ogg'],
      video: ['a.mp4', 'a.mkv', 'a.webm'],
      text: ['a.txt', 'a.md', 'a.csv', 'a.tsv', 'a.html', 'a.log', 'a.xml', 'a.srt', 'a.yaml'],
      tasks: ['a.json', 'a.JSONL', 'a.parquet'],
      other: ['a.pdf', 'a.zip', 'a.txt.gz', 'noext', '.json', 'a.bin'],
    };
    for (const [kind, files] of Object.entries(names)) expect(files.map(kindOf)).toEqual(files.map(() => kind));
  });
});
