import { describe, expect, it } from 'vitest';
import { EXTENSIONS, filterFor, kindOf, type NamedKind } from '../contract/fileKinds.ts';
import { compileNameFilter } from './pythonRegex.ts';

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

it('the filter of a kind takes its files in any case, and no others', () => {
  const kinds = Object.keys(EXTENSIONS) as NamedKind[];
  for (const kind of kinds) {
    const accepts = compileNameFilter(filterFor([kind]));
    for (const other of kinds) {
      for (const extension of EXTENSIONS[other]) {
        for (const name of [`a.${extension}`, `A B.${extension.toUpperCase()}`]) {
          expect([name, accepts(name)]).toEqual([name, kindOf(name) === kind]);
        }
        expect(accepts(`a.${extension}.bak`)).toBe(false);
      }
    }
  }
});
