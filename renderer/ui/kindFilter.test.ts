import { describe, expect, it } from 'vitest';
import { FILTER_KINDS, filterOfKinds, kindsOfFilter } from './kindFilter.ts';

describe('the filter of kinds of files', () => {
  it('is read back, for every choice of kinds', () => {
    for (let choice = 0; choice < 2 ** FILTER_KINDS.length; choice += 1) {
      const kinds = FILTER_KINDS.filter((_, at) => choice & (1 << at));
      expect(kindsOfFilter(filterOfKinds(kinds))).toEqual(kinds);
    }
  });

  it.each(['.*\\.png$', '(?i).*\\.(png)$', '(?i).*\\.(jpg|mp3)$', '('])('%s was written by hand', (filter) =>
    expect(kindsOfFilter(filter)).toBeNull(),
  );
});
