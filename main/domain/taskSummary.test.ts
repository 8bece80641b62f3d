import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskContent, taskName, taskSearch } from './taskSummary.ts';

const json = (data: object) => JSON.stringify(data);

describe('taskName', () => {
  it('is that of the file for a task that is one, whatever its data say', () => {
    expect(taskName('ds/sub/a b.jpg', null)).toBe('a b.jpg');
  });

  it.each([
    [{ text: 'first', image: '/data/local-files/?d=ds/sub/%C3%A4%20b.jpg' }, 'ä b.jpg'],
    [{ image: '/data/local-files/?d=ö/日+1.jpg' }, '日 1.jpg'],
    [{ url: 'https://example.org/dir/cat%20.png?size=2#x' }, 'cat .png'],
    [{ url: 's3://bucket/key/x.wav' }, 'x.wav'],
    [{ url: 'https://example.org/broken%E4.png' }, 'broken%E4.png'],
    [{ url: 'https://example.org/' }, 'https://example.org/'],
    [{ n: 1, dialogue: [{ text: ' Hello\n  you ' }] }, 'Hello you'],
    [{ text: '', other: 'second' }, 'second'],
    [{ text: 'see https://example.org/a.png' }, 'see https://example.org/a.png'],
    [{ text: 'a "quoted" \\ word\tß \u{1f600}' }, 'a "quoted" \\ word ß \u{1f600}'],
    [{ n: 1 }, 'all.jsonl'],
  ])('of %j is %s', (data, name) => {
    expect(taskName('ds/all.jsonl', json(data))).toBe(name);
  });

  it('is empty when there is nothing to name it by', () => {
    expect(taskName(null, '{"n":1}')).toBe('');
  });

  it('is short', () => {
    expect(taskName(null, json({ text: 'word '.repeat(1000) }))).toHaveLength(200);
  });
});

describe('taskContent', () => {
  it('has the address that Larder serves, and else a text', () => {
    const image = '/data/local-files/?d=ds/a.jpg';
    expect(taskContent(json({ title: 'x', image }))).toEqual({ kind: 'image', address: image, snippet: null });
    expect(taskContent(json({ image: `http://127.0.0.1:8080${image}` })).address).toBe(image);
    const url = 'https://example.org/a.mp3';
    expect(taskContent(json({ url }))).toEqual({ kind: 'audio', address: null, snippet: url });
    expect(taskContent(json({ title: 'x', url }))).toEqual({ kind: 'audio', address: null, snippet: 'x' });
    expect(taskContent(json({ title: 'x' }))).toEqual({ kind: 'text', address: null, snippet: 'x' });
    expect(taskContent('{}')).toEqual({ kind: 'other', address: null, snippet: null });
  });

  it('reads the beginning of data wherever it was cut, and never takes a key for a text', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text))), fc.nat(200), (data, end) => {
        const whole = json(data);
        expect(() => taskContent(whole.slice(0, end))).not.toThrow();
        const texts = Object.values(data)
          .flat()
          .filter((value) => typeof value === 'string');
        const shown = texts.map((value) => value.trim().replace(/\s+/g, ' ')).find((value) => value);
        const { snippet, address } = taskContent(whole);
        if (address === null) expect(snippet).toBe(shown ?? null);
      }),
      { numRuns: 1000 },
    );
    expect(taskContent('{"text":"cut o').snippet).toBe('cut o');
    expect(taskContent('{"text":"cut \\').snippet).toBe('cut');
    expect(taskContent('{"text":"caf\\u00e9 \\u00').snippet).toBe('café');
  });
});

describe('taskSearch', () => {
  it.each([
    ['IMG', 'ds/img.jpg', null, true],
    ['ds/', 'ds/img.jpg', null, true],
    ['zebra', 'ds/img.jpg', null, false],
    ['Ä', 'ds/a\u0308.jpg', null, true],
    ['straße', null, json({ text: 'Die STRASSE, die Straße' }), true],
    ['say "hi"', null, json({ text: 'They SAY "hi"' }), true],
    ['a b.jpg', null, json({ image: '/data/local-files/?d=ds/A%20b.jpg' }), true],
    ['ä.jpg', null, json({ image: '/data/local-files/?d=ds/%C3%A4.jpg' }), true],
    ['all.jsonl', 'ds/all.jsonl', json({ text: 'x' }), true],
    ['y', 'ds/all.json', json({ text: 'x' }), false],
  ])('%s in %s, %s: %s', (search, path, data, found) => {
    expect(taskSearch(search)(path, data)).toBe(found);
  });
});
