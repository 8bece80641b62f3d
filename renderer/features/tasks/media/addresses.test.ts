import { expect, it } from 'vitest';
import { mediaFields } from './addresses.ts';

it('finds the files of a task, also behind a host, and leaves other values alone', () => {
  const fields = mediaFields({
    image: '/data/local-files/?d=birds/a%20b.jpg',
    hosted: 'http://example.org/data/local-files/?d=x/%C3%A9.png&t=1',
    broken: '/data/local-files/?d=100%',
    title: 'robin',
    size: 3,
  });
  expect(fields).toEqual([
    { field: 'image', address: '/data/local-files/?d=birds/a%20b.jpg', path: 'birds/a b.jpg' },
    { field: 'hosted', address: '/data/local-files/?d=x/%C3%A9.png&t=1', path: 'x/é.png' },
    { field: 'broken', address: '/data/local-files/?d=100%', path: '100%' },
  ]);
});
