import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ifRangeAllows, matchesIfNoneMatch, weakEntityTag } from './entityTag.ts';

const TAG = 'W/"187a3c5f00d-3e8"';

describe('weakEntityTag', () => {
  it('holds time and size in hex', () => {
    expect(weakEntityTag(0x187a3c5f00dn, 1000n)).toBe(TAG);
    expect(weakEntityTag(0n, 0n)).toBe('W/"0-0"');
  });

  it('is one tag for one state, also before 1970', () => {
    const state = fc.tuple(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), fc.bigInt({ min: 0n, max: 2n ** 53n }));
    expect(weakEntityTag(-1n, 5n)).toBe('W/"ffffffffffffffff-5"');
    fc.assert(
      fc.property(state, state, (one, other) => {
        expect(weakEntityTag(...one)).toMatch(/^W\/"[0-9a-f]+-[0-9a-f]+"$/);
        expect(weakEntityTag(...one) === weakEntityTag(...other)).toBe(one[0] === other[0] && one[1] === other[1]);
      }),
    );
  });
});

describe('matchesIfNoneMatch', () => {
  test.each([
    TAG,
    '*',
    '"187a3c5f00d-3e8"',
    `W/"x", ${TAG}`,
    `${TAG},"z"`,
    `  ${TAG}  `,
    '"x",*',
    `"a,b" , ${TAG}`,
    `,, ${TAG}`,
    `garbage, ${TAG}`,
  ])('%s matches', (header) => expect(matchesIfNoneMatch(header, TAG)).toBe(true));

  test.each([
    undefined,
    '',
    ' ',
    ',',
    'W/"0-0"',
    '"x", "y"',
    '187a3c5f00d-3e8',
    '"187a3c5f00d"',
    '"a*b"',
    '"*"',
    '"x,*,y"',
    `"x, ${TAG.slice(0, -1)}`,
    'w/"187a3c5f00d-3e8"',
    'W/ "187a3c5f00d-3e8"',
  ])('%s does not match', (header) => expect(matchesIfNoneMatch(header, TAG)).toBe(false));

  it('does not take a comma inside quotes for the end of a tag', () => {
    expect(matchesIfNoneMatch('W/"a,b"', '"a,b"')).toBe(true);
    expect(matchesIfNoneMatch('"x,a", "b"', '"a"')).toBe(false);
  });

  it('finds the tag at any place of a list of strangers', () => {
    const stranger = fc
      .stringMatching(/^(?:W\/)?"[!#-~ ]{0,8}"$/)
      .filter((tag) => !TAG.endsWith(tag.replace(/^W\//, '')));
    fc.assert(
      fc.property(fc.array(stranger, { maxLength: 5 }), fc.nat({ max: 5 }), (strangers, place) => {
        expect(matchesIfNoneMatch(strangers.join(', '), TAG)).toBe(false);
        expect(matchesIfNoneMatch(strangers.toSpliced(place, 0, TAG).join(' ,'), TAG)).toBe(true);
      }),
    );
  });
});

describe('ifRangeAllows', () => {
  it('lets a range through for the same state only', () => {
    expect([undefined, TAG, ` ${TAG}`, '"187a3c5f00d-3e8"'].map((header) => ifRangeAllows(header, TAG))).not.toContain(
      false,
    );
    const others = ['', '*', 'W/"0-0"', 'Mon, 23 Nov 2026 22:54:06 GMT', `${TAG}, "x"`, '187a3c5f00d-3e8'];
    expect(others.map((header) => ifRangeAllows(header, TAG))).not.toContain(true);
  });
});
