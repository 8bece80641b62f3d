import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  baseName,
  belowRoot,
  directoryOf,
  extensionOf,
  isBelow,
  isSameOrInside,
  joinPath,
  localFileUrl,
  normalizePath,
  quotePath,
  relativeBelow,
  requestedPath,
} from './paths.ts';

const component = fc.constantFrom(...'a|b|ds|ds-private|ds2| x|y |.hidden|..|.|| |ä|c:|..x'.split('|'));
const separator = fc.constantFrom('/', '\\', '//');
const pathText = fc
  .array(fc.tuple(component, separator), { maxLength: 8 })
  .map((parts) => parts.flat().join(''))
  .chain((text) => fc.constantFrom(text, `/${text}`, `//${text}`, `c:${text}`, `c:/${text}`, ` ${text} `));
const plainName = fc.constantFrom('a', 'ds', 'ds-private', 'ds2', 'a b', 'ä');
const absolutePath = fc.array(plainName, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);

describe('normalizePath', () => {
  test.each([
    ['/data/ds/', '/data/ds'],
    ['/data//ds', '/data/ds'],
    ['/data/./ds/.', '/data/ds'],
    ['  /data/ds  ', '/data/ds'],
    ['\\data\\ds\\', '/data/ds'],
    ['/data/x/../ds', '/data/ds'],
    ['/../data', '/data'],
    ['//data/ds', '/data/ds'],
    ['///data', '/data'],
    ['\\\\data', '/data'],
    ['/', '/'],
    ['//', '/'],
    ['', ''],
    [' \t\n', ''],
    ['.', '.'],
    ['ds/', 'ds'],
    ['../x', '../x'],
    ['a/../../x', '../x'],
    ['a/..', '.'],
    ['/a b/c', '/a b/c'],
    ['/a/b /', '/a/b'],
    ['/a/b/.. /', '/a'],
    ['/a /b', '/a /b'],
    ['./ /etc', './ /etc'],
    ['c:\\data', 'c:/data'],
  ])('%j becomes %j', (text, expected) => expect(normalizePath(text)).toBe(expected));

  test.each([
    ['c:\\data\\ds\\', 'C:/data/ds'],
    ['d:', 'D:/'],
    ['c:/..', 'C:/'],
    ['c:/../../x', 'C:/x'],
    ['c:x', 'C:x'],
    ['\\\\server\\share\\ds', '//server/share/ds'],
    ['//server//share/', '//server/share'],
    ['//server/share/../../x', '//server/share/x'],
    ['//server', '//server'],
    ['///server/share', '/server/share'],
    ['/data/', '/data'],
    ['ds\\a', 'ds/a'],
    ['x/../c:/y', './c:/y'],
  ])('on Windows %j becomes %j', (text, expected) => expect(normalizePath(text, 'windows')).toBe(expected));

  it('agrees with POSIX normalization where no blank is at an end', () => {
    const parts = fc.array(fc.constantFrom('a', 'b', '..', '.', ''), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom('x/', '/x/', '//x/'), parts, (lead, rest) => {
        const text = lead + rest.join('/');
        const expected = posix.normalize(text);
        expect(normalizePath(text)).toBe(expected.length > 1 ? expected.replace(/\/$/, '') : expected);
      }),
    );
  });

  it('gives one spelling that is its own normal form', () => {
    fc.assert(
      fc.property(fc.oneof(pathText, fc.string({ unit: 'binary' })), (text) => {
        const path = normalizePath(text);
        expect(normalizePath(path)).toBe(path);
        expect(path).toBe(path.trim());
        expect(path.replace(/^(?:\.\.(?:\/|$))+/, '/')).not.toMatch(/\\|\/\/|\/\.\.?(?:\/|$)/);
        if (path !== '/') expect(path).not.toMatch(/\/$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('is its own normal form on Windows too, and never moves to another drive, share or root', () => {
    fc.assert(
      fc.property(pathText, (text) => {
        const path = normalizePath(text, 'windows');
        expect(normalizePath(path, 'windows')).toBe(path);
        expect(path.slice(1)).not.toContain('//');
        if (/^\s*c:[\\/]/.test(text)) expect(path).toMatch(/^C:\//);
      }),
      { numRuns: 2000 },
    );
  });

  it('stays fast on a text made to be slow', () => {
    const started = performance.now();
    expect(normalizePath(`/x${'/.. '.repeat(200_000)}`)).toBe('/x');
    expect(normalizePath(`/x${'/ '.repeat(200_000)}`)).toBe('/x');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('isBelow and isSameOrInside', () => {
  it('compare whole components', () => {
    expect(isBelow('/data/ds', '/data/ds/a.jpg')).toBe(true);
    expect(isBelow('/data/ds', '/data/ds-private/a.jpg')).toBe(false);
    expect(isBelow('/data/ds', '/data/ds-private')).toBe(false);
    expect(isBelow('/data/ds', '/data/DS/a.jpg')).toBe(false);
    expect(isBelow('/data/ds/sub', '/data/ds')).toBe(false);
  });

  it('differ in the path itself only', () => {
    expect([isBelow('/a', '/a'), isSameOrInside('/a', '/a')]).toEqual([false, true]);
    expect([isBelow('/', '/'), isSameOrInside('/', '/')]).toEqual([false, true]);
    expect([isBelow('/', '/a'), isSameOrInside('/', '/a')]).toEqual([true, true]);
    expect([isBelow('C:/', 'C:/a'), isBelow('C:/', 'C:/')]).toEqual([true, false]);
  });

  it('give nothing to an empty parent and nothing above a relative one', () => {
    expect([isBelow('', '/a'), isBelow('', 'a'), isSameOrInside('', ''), isSameOrInside('', '/')]).not.toContain(true);
    expect(isBelow('..', '../..')).toBe(false);
    expect(isBelow('..', '../../x')).toBe(false);
    expect(isBelow('..', '../x')).toBe(true);
  });

  it('agree with a comparison component by component', () => {
    const parts = (path: string) => path.split('/').filter((part) => part !== '');
    fc.assert(
      fc.property(absolutePath, absolutePath, (parent, child) => {
        const [above, below] = [parts(parent), parts(child)];
        const shares = above.every((part, at) => part === below[at]);
        expect(isSameOrInside(parent, child)).toBe(shares);
        expect(isBelow(parent, child)).toBe(shares && below.length > above.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parts of a path', () => {
  it('takes a path below a parent apart and together', () => {
    expect(relativeBelow('/data', '/data/ds/a.jpg')).toBe('ds/a.jpg');
    expect(relativeBelow('/', '/ds')).toBe('ds');
    expect(relativeBelow('/data', '/data')).toBe('');
    expect(() => relativeBelow('/data/ds', '/data/ds-private/a')).toThrow(RangeError);
    expect([joinPath('/', 'a'), joinPath('/d', 'a/b')]).toEqual(['/a', '/d/a/b']);
    expect([joinPath('/d', ''), joinPath('C:/', 'a')]).toEqual(['/d', 'C:/a']);
    fc.assert(
      fc.property(absolutePath, absolutePath, (parent, rel) => {
        const child = joinPath(parent, rel.slice(1));
        expect(isSameOrInside(parent, child)).toBe(true);
        expect(relativeBelow(parent, child)).toBe(rel.slice(1));
      }),
    );
  });

  it('splits a path into directory and base name', () => {
    const paths = ['/data/a.jpg', '/a.jpg', '/', 'a.jpg', 'ds/a.jpg', 'C:/a.jpg', 'C:/', ''];
    expect(paths.map(baseName)).toEqual(['a.jpg', 'a.jpg', '', 'a.jpg', 'a.jpg', 'a.jpg', '', '']);
    expect(paths.map(directoryOf)).toEqual(['/data', '/', '/', '', 'ds', 'C:/', 'C:/', '']);
  });

  it('knows the last extension', () => {
    const names = ['a.JPG', 'a.tar.gz', 'noext', '.hidden', '..jpg', '.a.json', 'a.', '/ds.v2/noext', ''];
    expect(names.map(extensionOf)).toEqual(['.jpg', '.gz', '', '', '', '.json', '.', '', '']);
  });
});

describe('quotePath', () => {
  test.each([
    ['a b.jpg', 'a%20b.jpg'],
    ['b#c?d&e=f+g%20.jpg', 'b%23c%3Fd%26e%3Df%2Bg%2520.jpg'],
    ["!*'();:@,[]", '%21%2A%27%28%29%3B%3A%40%2C%5B%5D'],
    ['Az09_.-~/x', 'Az09_.-~/x'],
    ['ö日😀', '%C3%B6%E6%97%A5%F0%9F%98%80'],
    ['a\\b\n', 'a%5Cb%0A'],
    ['x\ud800y', 'x%EF%BF%BDy'],
  ])('quotes %j as %j', (rel, expected) => expect(quotePath(rel)).toBe(expected));

  it('makes the address of a file', () => {
    expect(localFileUrl('ds/a b.jpg')).toBe('/data/local-files/?d=ds/a%20b.jpg');
  });

  it('leaves only unreserved characters, slashes and capital escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rel) => {
        expect(quotePath(rel)).toMatch(/^(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})*$/);
      }),
    );
  });
});

describe('requestedPath', () => {
  test.each([
    ['d=ds/a%20b.txt', 'ds/a b.txt'],
    ['?d=ds/a+b.txt', 'ds/a b.txt'],
    ['d=ds/c%2Bd.txt', 'ds/c+d.txt'],
    ['x=1&d=a&y=2', 'a'],
    ['d=a&d=b', 'b'],
    ['d=a&d=', ''],
    ['d', ''],
    ['%64=a', 'a'],
    ['D=a', null],
    ['x=1', null],
    ['', null],
    ['d=a;d=b', 'a;d=b'],
    ['d=a=b', 'a=b'],
    ['d=100%', '100%'],
    ['d=%zz%4', '%zz%4'],
    ['d=%ff.txt', '\ufffd.txt'],
    ['d=%c0%af', '\ufffd\ufffd'],
    ['d=a%00', 'a\0'],
    ['d=..%2f..%5c', '../..\\'],
    ['d=%252e', '%2e'],
  ])('reads %j as %j', (query, expected) => expect(requestedPath(query)).toBe(expected));

  it('reads bytes that were sent unencoded as UTF-8', () => {
    const asNodeShowsIt = Buffer.from('d=ö/日.txt').toString('latin1');
    expect(requestedPath(asNodeShowsIt)).toBe('ö/日.txt');
    expect(requestedPath('d=\xff')).toBe('\ufffd');
  });

  it('gives back what localFileUrl was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rel) => {
        expect(requestedPath(localFileUrl(rel).split('?')[1] ?? '')).toBe(rel.toWellFormed());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('belowRoot', () => {
  test.each([
    ['ds/a.txt', 'ds/a.txt'],
    ['ds/sub/../a.txt', 'ds/a.txt'],
    ['./ds/./a.txt', 'ds/a.txt'],
    ['ds//a.txt', 'ds/a.txt'],
    ['//ds/a.txt', 'ds/a.txt'],
    ['ds/a.txt/', 'ds/a.txt'],
    ['ds/none/../a.txt', 'ds/a.txt'],
    ['/../ds', 'ds'],
    [' ds/a.txt', ' ds/a.txt'],
    ['ds\\a.txt', 'ds\\a.txt'],
    ['..\\..\\x', '..\\..\\x'],
    ['..x/...', '..x/...'],
    ['..', null],
    ['../x', null],
    ['a/../../x', null],
    ['a/..', null],
    ['.', null],
    ['/', null],
    ['/..', null],
    ['', null],
    ['a\0', null],
  ])('%j is %j', (d, expected) => expect(belowRoot(d)).toBe(expected));

  it('refuses on Windows what would be a separator, a drive, a stream or another name there', () => {
    const names = ['ds\\..\\..\\x', 'c:/x', 'a.txt:stream', 'ds/.. /x', 'ds/a.txt.', 'ds/a '];
    expect(names.map((d) => belowRoot(d, 'windows'))).toEqual(names.map(() => null));
    expect(belowRoot('ds/a b.txt', 'windows')).toBe('ds/a b.txt');
  });

  const hostile = fc
    .array(
      fc.constantFrom(...'.. . / \\ %2e %2E%2e %2f %5c %c0%af %c0%ae %252e %00 ds ..%2f ....// + %ff %'.split(' ')),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join(''));

  it('always lands below the root, for whatever is asked', () => {
    let landed = 0;
    fc.assert(
      fc.property(fc.oneof(hostile, pathText, fc.string({ unit: 'binary' })), absolutePath, (query, root) => {
        const rel = belowRoot(requestedPath(`d=${query}`) ?? '');
        if (rel === null) return;
        landed += 1;
        const file = posix.resolve(root, rel);
        expect(joinPath(root, rel)).toBe(file);
        expect(isBelow(root, file)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(landed).toBeGreaterThan(1000);
  });
});
