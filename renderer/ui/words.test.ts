import { describe, expect, it } from 'vitest';
import { countOf, duration, fileSize, when } from './words.ts';

describe('words', () => {
  it.each([
    [0, '0 files'],
    [1, '1 file'],
    [1234567, '1,234,567 files'],
  ])('count %i', (value, words) => expect(countOf(value, 'file')).toBe(words));

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1536, '1.5 KB'],
    [20_000_000, '20 MB'],
    [5e15, '5000 TB'],
  ])('size %i', (bytes, words) => expect(fileSize(bytes)).toBe(words));

  it.each([
    [0.2, 'less than a second'],
    [59, '59 s'],
    [75, '1 min 15 s'],
    [7320, '2 h 2 min'],
  ])('duration %d', (seconds, words) => expect(duration(seconds)).toBe(words));

  it.each([
    [10, 'just now'],
    [120, '2 minutes ago'],
    [3 * 3600, '3 hours ago'],
  ])('%i seconds ago', (ago, words) => {
    const now = Date.parse('2026-11-24T12:00:00Z');
    expect(when(new Date(now - ago * 1000).toISOString(), now)).toBe(words);
  });
});
