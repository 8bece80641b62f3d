import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, JsonError, numberOf, parseJson, stringifyJson } from './jsonText.ts';

const again = (text: string): string => stringifyJson(parseJson(text));

describe('parseJson keeps numbers as written', () => {
  it.each([
    '9007199254740993',
    '-0',
    '-0.0',
    '-0.5',
    '0',
    '1.10',
    '1.0',
    '10',
    '100.25',
    '1E3',
    '1e3',
    '1e+3',
    '0.0000001',
    '1e-400',
    '1234567890.12345678',
    '0.1234567890123456789',
    '1'.repeat(70),
    `-${'7'.repeat(70)}`,
    `0.${'3'.repeat(70)}`,
  ])('%s', (digits) => {
    for (const text of [digits, `[${digits}]`, `{"a":${digits}}`, `{"a":[1,{"b":${digits}}],"c":"x"}`]) {
      expect(again(text)).toBe(text);
    }
    expect(again(` [ ${digits} , ${digits}\t]\r\n`)).toBe(`[${digits},${digits}]`);
  });

  it('gives plain numbers where they say the same', () => {
    expect(parseJson('[1,-7,0.1,123456789012345,2.5]')).toEqual([1, -7, 0.1, 123456789012345, 2.5]);
    expect(parseJson('[1.10, 2, 0.25]')).toEqual([expect.objectContaining({ rawJSON: '1.10' }), 2, 0.25]);
  });

  it('is not misled by texts that look like numbers', () => {
    for (const text of ['{"a":"1.10, 1e5"}', '{"rawJSON":"1.10"}', '[": -0 "]', '{"1.0":"9007199254740993"}']) {
      expect(again(text)).toBe(text);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }
  });

  it('any number in any place comes back as written', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,69})(\.\d{1,40})?([eE][+-]?\d{1,2})?$/);
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        digits,
        tie('list'),
        tie('object'),
        fc.string().map((s) => JSON.stringify(s)),
      ),
      list: fc.array(tie('any'), { maxLength: 4 }).map((parts) => `[${parts.join(',')}]`),
      object: fc
        .array(tie('any'), { maxLength: 4 })
        .map((parts) => `{${parts.map((p, i) => `"k${i}":${p}`).join(',')}}`),
    })).any as fc.Arbitrary<string>;
    fc.assert(
      fc.property(value, (text) => {
        expect(again(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('any JSON value survives', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(stringifyJson(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});

describe('parseJson is otherwise JSON.parse', () => {
  it('keeps __proto__ as plain data', () => {
    for (const text of ['{"__proto__":{"polluted":1}}', '{"__proto__":{"polluted":1.10},"x":-0}']) {
      const value = parseJson(text);
      expect(again(text)).toBe(text);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('lets the last of equal names win', () => {
    expect(again('{"a":1.10,"a":2.50}')).toBe('{"a":2.50}');
    expect(again('{"a":{"b":1.0},"a":1.10}')).toBe('{"a":1.10}');
  });

  it('takes lone surrogates and \\u0000', () => {
    expect(again('"\\ud800"')).toBe('"\\ud800"');
    expect(again('["\\u0000",1.0]')).toBe('["\\u0000",1.0]');
    expect(parseJson('"\ud800"')).toBe('\ud800');
  });

  it('writes with an indent', () => {
    expect(stringifyJson(parseJson('{"a":1.10}'), 2)).toBe('{\n  "a": 1.10\n}');
  });

  it.each([
    ['', 'it is empty', 1, 1],
    ['[1,]', 'a comma stands before "]"', 1, 4],
    ['{"a":NaN}', 'NaN is not a number', 1, 6],
    ['{"a":\n "x\ny"}', 'a line breaks inside a text', 2, 4],
    ['[1e400]', 'too large', 1, 2],
    ['{"a":1,\n"b":-1e999}', 'too large', 2, 5],
    [`[${'9'.repeat(400)}]`, 'too large', 1, 2],
  ])('refuses %j', (text, reason, line, column) => {
    const failure = failureOf(text);
    expect(failure).toMatchObject({ line, column });
    expect(failure.reason).toContain(reason);
    expect(failure.message).toContain(reason);
  });

  it('says where', () => {
    expect(failureOf('[1 2]').message).toBe('a comma or "]" is missing before "2" (character 4)');
    expect(failureOf('[1\n2]').message).toBe('a comma or "]" is missing before "2" (line 2, column 1)');
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('reads 500 levels of %s, which Python reads too, and says where there is one more', (_of, open, close) => {
    const nested = (levels: number) => `${open.repeat(levels - 1)}[1.0]${close.repeat(levels - 1)}`;
    expect(stringifyJson(parseJson(nested(500)))).toBe(nested(500));
    const failure = failureOf(nested(501));
    expect(failure.reason).toBe('lists and objects are nested more than 500 deep');
    expect(failure.position).toBe(open.length * 500);
    expect(failureOf(nested(200_000)).position).toBe(open.length * 500);
  });

  it('takes brackets in texts and neighbours for no nesting', () => {
    const text = `{"a":"${'[{'.repeat(600)}\\"${'['.repeat(600)}","b":[${'[],{},'.repeat(600)}1]}`;
    expect(stringifyJson(parseJson(text))).toBe(text);
  });
});

describe('helpers', () => {
  it('numberOf', () => {
    expect((parseJson('[1.50,2,"3",null]') as unknown[]).map(numberOf)).toEqual([1.5, 2, undefined, undefined]);
  });

  it('isJsonObject', () => {
    expect((parseJson('[{},[],null,"x",1.10,{"rawJSON":"1"}]') as unknown[]).map(isJsonObject)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

function failureOf(text: string): JsonError {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
  throw new Error(`was accepted: ${text.slice(0, 50)}`);
}
