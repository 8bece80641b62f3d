import { describe, expect, it, test } from 'vitest';
import { lookUp, parseBoolean } from './environment.ts';

const NAME = 'LOCAL_FILES_SERVING_ENABLED';

describe('lookUp', () => {
  it('takes the first spelling that is set', () => {
    const env = { [NAME]: 'c', [`HEARTEX_${NAME}`]: 'b', [`LABEL_STUDIO_${NAME}`]: 'a' };
    expect(lookUp(env, NAME)).toEqual({ value: 'a', variable: `LABEL_STUDIO_${NAME}` });
    expect(lookUp({ ...env, [`LABEL_STUDIO_${NAME}`]: undefined }, NAME)).toEqual({
      value: 'b',
      variable: `HEARTEX_${NAME}`,
    });
    expect(lookUp({ [NAME]: 'c' }, NAME)).toEqual({ value: 'c', variable: NAME });
  });

  it('lets a false or empty value win as well', () => {
    expect(lookUp({ [`LABEL_STUDIO_${NAME}`]: 'false', [NAME]: 'true' }, NAME)?.value).toBe('false');
    expect(lookUp({ [`HEARTEX_${NAME}`]: '', [NAME]: 'true' }, NAME)?.value).toBe('');
  });

  it('finds nothing where nothing is set', () => {
    expect(lookUp({ [`OTHER_${NAME}`]: 'x', [NAME.toLowerCase()]: 'x' }, NAME)).toBeNull();
    expect(lookUp({}, 'constructor')).toBeNull();
  });
});

describe('parseBoolean', () => {
  test.each(['true', 'TRUE', 'True', 'yes', 'on', 'On', '1'])('%j is true', (text) =>
    expect(parseBoolean(text)).toBe(true),
  );
  test.each(['false', 'FALSE', 'no', 'not', 'Not', 'off', '0'])('%j is false', (text) =>
    expect(parseBoolean(text)).toBe(false),
  );
  test.each(['', ' ', 'y', 't', 'n', '2', '-1', ' true', 'true ', 'none', 'enabled', '01'])('%j is neither', (text) =>
    expect(parseBoolean(text)).toBeNull(),
  );
});
