import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedAnswers } from './pythonRegex/recordedAnswers.ts';
import { compileNameFilter, RegexNotSupportedError } from './pythonRegex.ts';

const { names, answers } = recordedAnswers();

/** Recorded patterns that are good Python and that we refuse, with what the message has to speak of. */
const refusedOnPurpose = new Map([
  ...['a(?=b)', '(?=a)', '(?!a)', '(?!.*\\.txt).*', '^(?!\\.).*$'].map((pattern) => [pattern, 'lookahead'] as const),
  ...['(?<=a)b', '(?<!a)b'].map((pattern) => [pattern, 'lookbehind'] as const),
  ...['(a)\\1', '(a)\\1*', '(?P<n>a)(?P=n)'].map((pattern) => [pattern, 'backreference'] as const),
  ...['a*+', 'a++', 'a?+', 'a{2}+', 'a{,3}+$', '(?:a*)*+'].map((pattern) => [pattern, 'possessive'] as const),
  ...['(?>a)', '(?>a+)b'].map((pattern) => [pattern, 'atomic'] as const),
  ...['(a)?(?(1)b|c)', '(?P<q>a)?(?(q)b)'].map((pattern) => [pattern, 'conditional'] as const),
  ...['(?x)a b', '(?x) a # c', '(?ix)a b', '(?x:a b)', '(?-x:a)', '(?i-x:A)'].map(
    (pattern) => [pattern, 'verbose'] as const,
  ),
  ...['\\N{EM DASH}', '\\N{LATIN SMALL LETTER A}', '[\\N{EM DASH}]'].map((pattern) => [pattern, '\\N{'] as const),
  ...['a{1001}', 'a{0,1001}', 'a{1001,}', 'a{2000}', 'a{99999}'].map((pattern) => [pattern, '1000'] as const),
  ...['(?:a{100}){100}', '(?:a{11}){100}', '(?:(?:a{10}){10}b){11}', '(?:a{2,}){501}'].map((p) => [p, '1000'] as const),
  ['(?t)a', 'does not know'],
]);

/** RE2's `\b` and `\B` know ASCII words only; and Python before 3.14 finds no `\B` in an empty name. */
function wordEdgeDiffers(pattern: string, name: string): boolean {
  if (!/\\b/i.test(pattern)) return false;
  return name === '' || (!pattern.startsWith('(?a)') && /\P{ASCII}/u.test(name));
}

function refusal(pattern: string): string {
  try {
    compileNameFilter(pattern);
  } catch (error) {
    expect(error).toBeInstanceOf(RegexNotSupportedError);
    return (error as Error).message;
  }
  throw new Error(`Accepted: ${pattern}`);
}

describe('compared with Python', () => {
  test('each name passes a filter when re.match says so', () => {
    const differing: string[] = [];
    let compared = 0;
    for (const { pattern, matches } of answers) {
      if (matches === undefined || refusedOnPurpose.has(pattern)) continue;
      const filter = compileNameFilter(pattern);
      for (const [index, name] of names.entries()) {
        if (wordEdgeDiffers(pattern, name)) continue;
        compared += 1;
        if (filter(name) !== (matches[index] === '1')) differing.push(`${pattern} on ${JSON.stringify(name)}`);
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(100_000);
  });

  test('what re.compile refuses is refused', () => {
    const wrong = answers.filter(({ error }) => error !== undefined);
    expect(wrong.length).toBeGreaterThan(300);
    for (const { pattern } of wrong) expect(refusal(pattern), pattern).toMatch(/^[^a-z].*\..*\.$/su);
  });

  test.each([...refusedOnPurpose])('%s is good Python, and refused with the word "%s"', (pattern, word) => {
    expect(answers.find((answer) => answer.pattern === pattern)?.matches).toBeDefined();
    expect(refusal(pattern)).toContain(word);
  });
});

test.each([
  ['a**', 'multiple repeat'],
  ['*.jpg', 'nothing to repeat'],
  ['^*', 'nothing to repeat'],
  ['[z-a]', '"z-a" is a bad range'],
  ['[a-\\d]', '"a-\\d" is a bad range'],
  ['[abc', 'never closed'],
  ['(abc', 'never closed'],
  ['(?#abc', 'never closed'],
  ['abc)', 'closes no group'],
  ['a\\', 'single backslash'],
  ['\\q', 'bad escape, "\\q"'],
  ['\\x1', 'bad escape, "\\x1"'],
  ['[\\8]', 'bad escape, "\\8"'],
  ['\\12', 'backreference, "\\12"'],
  ['(?P=n)', 'backreference, "(?P=n)"'],
  ['(?<n>a)', '(?P<name>'],
  ['(?P<1>a)', '"1" cannot be the name'],
  ['(?P<n>a)(?P<n>b)', 'two groups with the name "n"'],
  ['(?P<n', 'has no end'],
  ['a(?i)', 'at the start'],
  ['(?L)a', 'locale'],
  ['(?au)a', 'do not go together'],
  ['(?i-i:a)', 'do not go together'],
  ['(?R)', 'does not know, "(?R"'],
  ['a{2,1}', 'larger number comes first'],
])('the refusal of %s says: %s', (pattern, words) => {
  expect(refusal(pattern)).toContain(words);
});

test.each([
  ['251 groups in each other', '('.repeat(251) + ')'.repeat(251), 'nested too deeply'],
  ['100,000 open groups', '('.repeat(100_000), 'nested too deeply'],
  ['thousands of copies', '\\w{1000}'.repeat(6), 'too large'],
  ['thousands of large classes', '[\\w]'.repeat(2000), 'too large'],
  ['120,000 letters', 'a'.repeat(120_000), 'too large'],
])('a filter of %s is refused', (_what, pattern, words) => {
  expect(refusal(pattern)).toContain(words);
});

test('no filter, and an empty one, let everything pass', () => {
  for (const name of ['', 'a', '\n', '\ud800']) {
    expect(compileNameFilter(null)(name)).toBe(true);
    expect(compileNameFilter('')(name)).toBe(true);
  }
});

test('word edges are those of ASCII words', () => {
  expect(compileNameFilter('.*\\bjpg\\b')('a.jpg')).toBe(true);
  expect(compileNameFilter('.*\\bjpg\\b')('ajpg')).toBe(false);
  expect(compileNameFilter('\\bé')('é')).toBe(false);
});

test('a list of thousands of names is not too large', () => {
  const filter = compileNameFilter(Array.from({ length: 4000 }, (_, index) => `IMG_${index}\\.jpg`).join('|'));
  expect(filter('IMG_3999.jpg')).toBe(true);
  expect(filter('IMG_4000.jpg')).toBe(false);
});

test.each(['(a+)+$', '(a*)*$', '(a|aa)+$', '(?:a|a)*\\Z'])('%s answers for a name of 50,000 characters', (pattern) => {
  const filter = compileNameFilter(pattern);
  const long = 'a'.repeat(50_000);
  expect([long, `${long}!`, `${long}!\n`].map(filter)).toEqual([true, false, false]);
  expect(filter(`${long}\n`)).toBe(pattern.endsWith('$'));
});

const piece = fc.constantFrom(
  ..."ab()[]^-|*+?{}12,\\$.:#ismauxLPN<>=!&'é😀\n",
  '(?',
  '(?:',
  '(?i)',
  '[^',
  '\\w',
  '\\W',
  '\\b',
  '(?P<n>',
  ')*',
  '$)',
);
const anyText = fc.string({ unit: 'binary', maxLength: 20 });

test('any text is a filter or is refused, and a filter answers for any name', () => {
  const outcomes = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: piece, maxLength: 12 }), anyText), anyText, (pattern, name) => {
      try {
        const filter = compileNameFilter(pattern);
        expect([filter(name), filter(`${name}\n`)].map((answer) => typeof answer)).toEqual(['boolean', 'boolean']);
        outcomes.accepted += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(RegexNotSupportedError);
        outcomes.refused += 1;
      }
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(100);
});

test('a name written in escapes matches that name and no longer one', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const escapes = Array.from(
        name,
        (character) => `\\U${(character.codePointAt(0) as number).toString(16).padStart(8, '0')}`,
      );
      const filter = compileNameFilter(`${escapes.join('')}\\Z`);
      expect(filter(name)).toBe(true);
      expect(filter(`${name}a`)).toBe(false);
    }),
  );
});
