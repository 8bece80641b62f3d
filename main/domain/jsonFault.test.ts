import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findJsonFault } from './jsonFault.ts';

it.each([
  ['{bad', 1, 'a name in double quotes is missing before "bad"'],
  ['{"a" 1}', 5, 'a colon is missing'],
  ['{"a":}', 5, 'a value is missing before "}"'],
  ['{"a":1,}', 7, 'a comma stands before "}"'],
  ['[1,,2]', 3, 'a value is missing before ","'],
  ['{"a":1]', 6, '"]" cannot close what "{" opened'],
  ['{"a":1} {"b":2}', 8, 'something follows'],
  ['{"a":[1', 7, 'it ends before its "[" is closed'],
  ['{"a":"x', 5, 'a text is not closed'],
  ['{"a":"\\x"}', 6, 'a backslash'],
  ['{"a":"\t"}', 6, 'a tab'],
  ['{"a":"\u0001"}', 6, 'a control character (code 1)'],
  ["{'a':1}", 1, 'a name in double quotes'],
  ["['a']", 1, 'not in single ones'],
  ['[True]', 1, 'small letters'],
  ['[None]', 1, 'written null'],
  ['[-Infinity]', 1, 'use null'],
  ['[01]', 1, '"01" is not a number'],
  ['[.5]', 1, '".5" is not a number'],
  ['[1.]', 1, 'is not a number'],
  ['// c\n{}', 0, 'comments'],
  ['\ufeff{}', 0, 'an invisible character (U+FEFF)'],
  ['[1\u00a0]', 1, 'is not a number'],
  ['[1e999]', 1, 'too large'],
  ['  ', 2, 'it is empty'],
])('%j', (text, position, reason) => {
  const fault = findJsonFault(text);
  expect(fault?.reason).toContain(reason);
  expect(fault?.position).toBe(position);
});

it('agrees with JSON.parse on whatever is done to a text', () => {
  const scraps = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '1',
    '-',
    '.',
    'e',
    'null',
    ' ',
    '\n',
    'a',
    '"a":',
  );
  const broken = fc
    .tuple(fc.jsonValue(), fc.nat(), fc.nat({ max: 3 }), fc.array(scraps, { maxLength: 3 }))
    .map(([value, place, length, inserted]) => {
      const text = JSON.stringify(value, null, place % 3);
      const at = place % (text.length + 1);
      return text.slice(0, at) + inserted.join('') + text.slice(at + length);
    });
  const rubble = fc.array(scraps, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(broken, rubble), (text) => {
      expect(findJsonFault(text) === null).toBe(parses(text));
    }),
    { numRuns: 3000 },
  );
});

// A number too large for a double is the one thing that JSON.parse takes and we do not.
function parses(text: string): boolean {
  let tooLarge = false;
  try {
    JSON.parse(text, (_name, value) => {
      tooLarge ||= value === Infinity || value === -Infinity;
      return value;
    });
  } catch {
    return false;
  }
  return !tooLarge;
}
