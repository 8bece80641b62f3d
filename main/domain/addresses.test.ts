import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  pathFrom,
  type Rebase,
  readAddress,
  rebasedAddress,
  rebasedConfig,
  rebasedData,
  rebasedPath,
} from './addresses.ts';
import { isBelow, joinPath, localFileUrl } from './paths.ts';

const HOST = 'https://box.example:8080/ls';
const up: Rebase = { from: '/srv/data', to: '/srv', hosts: [HOST], platform: 'posix' };
const down: Rebase = { ...up, from: '/srv', to: '/srv/data' };

describe('an address', () => {
  it.each([
    ['/data/local-files/?d=ds/a.jpg', '/data/local-files/?d=data/ds/a.jpg'],
    ['/data/local-files?d=ds/a.jpg', '/data/local-files?d=data/ds/a.jpg'],
    ['/data/local-files/?d=ds%2Fa%20b.jpg', '/data/local-files/?d=data/ds/a%20b.jpg'],
    ['/data/local-files/?d=ds/a+b.jpg', '/data/local-files/?d=data/ds/a%20b.jpg'],
    ['/data/local-files/?d=ds/ä b.jpg', '/data/local-files/?d=data/ds/%C3%A4%20b.jpg'],
    ['/data/local-files/?d=ds/a"b\'.jpg', '/data/local-files/?d=data/ds/a%22b%27.jpg'],
    ['/data/local-files/?d=/ds//x/../a.jpg', '/data/local-files/?d=data/ds/a.jpg'],
    ['/data/local-files/?d=100%/a.jpg', '/data/local-files/?d=data/100%25/a.jpg'],
    ['/data/local-files/?v=1&d=no&d=a.wav&w=%20#t=1,2', '/data/local-files/?v=1&d=no&d=data/a.wav&w=%20#t=1,2'],
    [`${HOST}/data/local-files/?d=a.jpg`, `${HOST}/data/local-files/?d=data/a.jpg`],
  ])('%j is %j below the new root', (before, after) => {
    expect(rebasedAddress(before, up)).toBe(after);
  });

  it.each([
    ['see /data/local-files/?d=a.jpg'],
    ['http://elsewhere.example/data/local-files/?d=a.jpg'],
    ['/my/data/local-files/?d=a.jpg'],
    ['/data/local-filesystem/?d=a.jpg'],
    ['/data/local-files/more?d=a.jpg'],
    ['/data/local-files/'],
    ['/data/local-files/?d='],
    ['/data/local-files/?e=a.jpg'],
    ['/data/local-files/?d=../data/a.jpg'],
    ['/data/local-files/?d=a/../..'],
    ['/data/local-files/?d=a%00.jpg'],
    ['/data/local-files/?d=%FF.jpg'],
    ['/data/local-files/?d=a.jpg\nand more'],
  ])('%j is none', (text) => expect(rebasedAddress(text, up)).toBeNull());

  it('outside of the new root stays', () => {
    expect(rebasedAddress('/data/local-files/?d=other/a.jpg', down)).toBeNull();
    expect(rebasedAddress('/data/local-files/?d=data-2/a.jpg', down)).toBeNull();
    expect(rebasedAddress('/data/local-files/?d=data', down)).toBeNull();
    expect(rebasedAddress('/data/local-files/?d=data/a.jpg', down)).toBe('/data/local-files/?d=a.jpg');
  });

  it('is read back with what stands before it', () => {
    expect(readAddress(`${HOST}/data/local-files/?d=a%20b`)).toMatchObject({ prefix: HOST, d: 'a b' });
  });
});

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !/[/\0]|^\.\.?$/.test(text));
const relative = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

test('the address of any file leads to the same file below the new root, and back it is what it was', () => {
  fc.assert(
    fc.property(relative, fc.constantFrom('', HOST), (rel, host) => {
      const address = localFileUrl(rel, host);
      const there = rebasedAddress(address, up) as string;
      expect(joinPath(up.to, readAddress(there)?.d ?? '')).toBe(joinPath(up.from, rel.toWellFormed()));
      expect(rebasedAddress(there, down)).toBe(address);
    }),
  );
});

test('the path of any link means the same file, also outside of the new root, and back it is what it was', () => {
  fc.assert(
    fc.property(relative, (rel) => {
      const inside = rebasedPath(rel, down);
      expect(pathFrom(down.to, inside)).toBe(joinPath(down.from, rel));
      expect(inside.startsWith('../')).toBe(!isBelow(down.to, joinPath(down.from, rel)));
      expect(rebasedPath(inside, up)).toBe(rel);
    }),
  );
});

describe('task data', () => {
  it('changes in its addresses only, at any depth; digits, names and texts stay', () => {
    const data =
      '{"n":12.0,"id":9007199254740993,"/data/local-files/?d=key":1,"list":["/data/local-files/?d=a",{"x":"/data/local-files/?d=b\\"c"}],' +
      '"html":"<img src=\\"/data/local-files/?d=a\\"> \\\\","e":1e5,"t":"see /data/local-files/?d=a","u":"\\\\/data/local-files/?d=a"}';
    expect(rebasedData(data, up)).toBe(
      data.replace('["/data/local-files/?d=a"', '["/data/local-files/?d=data/a"').replace('?d=b\\"c', '?d=data/b%22c'),
    );
  });

  it('is the same as the change of every text in it', () => {
    const text = fc.oneof(
      relative.map((rel) => localFileUrl(rel)),
      fc.string({ unit: 'binary', maxLength: 10 }).map((end) => `/data/local-files/?d=${end}`),
      fc.string({ unit: fc.constantFrom('"', '\\', '/data/local-files/?d=a', ':', ' ') }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, text, fc.double(), fc.array(tie('value')), fc.dictionary(text, tie('value'))),
    }));
    const slowly = (part: unknown): unknown => {
      if (typeof part === 'string') return rebasedAddress(part, up) ?? part;
      if (Array.isArray(part)) return part.map(slowly);
      if (part === null || typeof part !== 'object') return part;
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, slowly(inner)]));
    };
    fc.assert(
      fc.property(value, (data) => {
        const json = JSON.stringify(data);
        expect(rebasedData(json, up)).toBe(JSON.stringify(slowly(JSON.parse(json))));
      }),
    );
  });
});

test('a labeling config changes in the attributes that are an address', () => {
  const config = (d: string) =>
    `<View><Image value="/data/local-files/?d=${d}ref.png"/><Image value='/data/local-files/?v=1&amp;d=${d}x'/>` +
    '<Header value="/data/local-files/?d=&#97;"/><Header value="see /data/local-files/?d=a"/>/data/local-files/?d=a</View>';
  expect(rebasedConfig(config(''), up)).toBe(config('data/'));
});
