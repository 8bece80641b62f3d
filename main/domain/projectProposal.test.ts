import { describe, expect, it } from 'vitest';
import { type FileKind, filterFor } from '../contract/fileKinds.ts';
import { proposeProject } from './projectProposal.ts';

const none: Record<FileKind, number> = { image: 0, audio: 0, video: 0, text: 0, tasks: 0, other: 0 };
const propose = (kinds: Partial<Record<FileKind, number>>, folders = 0, path = '/data/birds') =>
  proposeProject({ path, folders, kinds: { ...none, ...kinds } });

describe('what is proposed for a folder', () => {
  it('images alone: each a task, no filter', () => {
    expect(propose({ image: 4 })).toEqual({
      title: 'birds',
      use_blob_urls: true,
      regex_filter: null,
      recursive_scan: false,
      template: 'image-boxes',
    });
  });

  it('images beside a note: the note is left out', () => {
    expect(propose({ image: 4, text: 1 })).toMatchObject({ use_blob_urls: true, regex_filter: filterFor(['image']) });
  });

  it('media beside JSON: the media', () => {
    expect(propose({ audio: 2, tasks: 9 })).toMatchObject({
      use_blob_urls: true,
      regex_filter: filterFor(['audio']),
      template: 'audio-transcript',
    });
  });

  it('task files: Tasks mode, with a filter only when other files are there', () => {
    expect(propose({ tasks: 3 })).toMatchObject({ use_blob_urls: false, regex_filter: null, template: 'none' });
    expect(propose({ tasks: 3, other: 1 })).toMatchObject({ use_blob_urls: false, regex_filter: filterFor(['tasks']) });
  });

  it('nothing that is known: every file, nothing to label with', () => {
    expect(propose({ other: 2 })).toMatchObject({ use_blob_urls: true, regex_filter: null, template: 'none' });
    expect(propose({})).toMatchObject({ use_blob_urls: true, regex_filter: null, template: 'none' });
  });

  it('sub-folders are read when there are some', () => {
    expect(propose({ image: 1 }, 2).recursive_scan).toBe(true);
  });

  it.each([
    ['/d/ab', 'Folder ab'],
    ['/', 'Project'],
    [`/d/${'x'.repeat(80)}`, 'x'.repeat(50)],
  ])('the title of %s', (path, title) => expect(propose({}, 0, path).title).toBe(title));
});
