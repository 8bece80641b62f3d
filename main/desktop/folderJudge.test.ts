import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInside, judgeFolder, judgeRoot, placeInRoot } from './folderJudge.ts';
import type { ServerSettings } from './serverLife.ts';

let base: string;
const at = (...names: string[]) => path.join(base, ...names);

/** home/ds is the document root; beside it another folder, one whose name begins alike, and Larder's own. */
beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), 'larder-judge-')));
  for (const folder of ['home/ds/birds', 'home/ds-private', 'other/sounds', 'own/backups']) {
    mkdirSync(at(folder), { recursive: true });
  }
  writeFileSync(at('home/ds/notes.txt'), 'x');
  symlinkSync(at('other/sounds'), at('home/ds/link-out'));
  symlinkSync(at('home/ds/birds'), at('other/link-in'));
  symlinkSync(at('home/ds'), at('root-link'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const settings = (changes: Partial<ServerSettings> = {}): ServerSettings => ({
  type: 'settings',
  documentRoot: at('home/ds'),
  granted: true,
  lockedBy: null,
  followLinks: false,
  ...changes,
});
const notGranted = { granted: false, documentRoot: '/' };
const judge = (folder: string, changes?: Partial<ServerSettings>) => judgeFolder(folder, settings(changes), at('own'));
const refused = (reason: string) => ({ status: 'refused', reason: expect.stringContaining(reason) });

describe('a folder for tasks or annotations', () => {
  it('inside the document root is taken, however it is written', async () => {
    const chosen = { status: 'chosen', path: at('home/ds/birds') };
    expect(await judge(at('home/ds/birds'))).toEqual(chosen);
    expect(await judge(`${at('home/ds/birds')}/`)).toEqual(chosen);
    expect(await judge(`${at('home/ds-private')}/../ds/birds`)).toEqual(chosen);
  });

  it('is judged by real path, and named as seen from the root', async () => {
    expect(await judge(at('other/link-in'))).toEqual({ status: 'chosen', path: at('home/ds/birds') });
    expect(await judge(at('home/ds/birds'), { documentRoot: at('root-link') })).toEqual({
      status: 'chosen',
      path: at('root-link/birds'),
    });
  });

  it('outside is refused, with the reason', async () => {
    expect(await judge(at('other/sounds'))).toMatchObject({
      path: at('other/sounds'),
      ...refused(`is not inside the document root "${at('home/ds')}". Choose another folder`),
    });
  });

  it('whose name only begins like the root is outside', async () => {
    expect(await judge(at('home/ds-private'))).toMatchObject(refused('is not inside'));
  });

  it('above the root is outside', async () => {
    expect(await judge(at('home'))).toMatchObject(refused('is not inside'));
  });

  it('that is the root itself, by whatever name, is refused', async () => {
    for (const folder of ['home/ds', 'root-link']) {
      expect(await judge(at(folder))).toMatchObject(refused('is the document root itself'));
    }
  });

  it('that a link leads out to is taken only where links are followed', async () => {
    expect(await judge(at('home/ds/link-out'))).toMatchObject(refused('is not inside'));
    expect(await judge(at('home/ds/link-out'), { followLinks: true })).toEqual({
      status: 'chosen',
      path: at('home/ds/link-out'),
    });
    expect(await judge(at('other/sounds'), { followLinks: true })).toMatchObject(refused('is not inside'));
  });

  it('that is a file or missing is refused', async () => {
    for (const place of ['home/ds/notes.txt', 'home/ds/gone']) {
      expect(await judge(at(place))).toMatchObject(refused('is not a folder that can be read'));
    }
  });

  it('of Larder itself is refused, also where no root is chosen yet', async () => {
    for (const place of ['own', 'own/backups']) {
      const words = refused('is where Larder keeps its own data');
      expect(await judge(at(place))).toMatchObject(words);
      expect(await judge(at(place), notGranted)).toMatchObject(words);
    }
  });

  it('is refused by the name of the variable where one decides', async () => {
    const lockedBy = 'LOCAL_FILES_DOCUMENT_ROOT';
    expect(await judge(at('other/sounds'), { lockedBy })).toMatchObject(refused(`${lockedBy} sets it.`));
    expect(await judge(at('home/ds/birds'), { lockedBy, granted: false })).toMatchObject({ status: 'chosen' });
  });

  it('is refused before a root is chosen', async () => {
    expect(await judge(at('other/sounds'), notGranted)).toMatchObject(refused('No document root'));
    expect(await judge(at('other/link-in'), notGranted)).toMatchObject(refused('No document root'));
  });
});

describe('a document root', () => {
  it('may be any folder that is there', async () => {
    expect(await judgeRoot(`${at('other')}/`, settings())).toEqual({ status: 'chosen', path: at('other') });
    expect(await judgeRoot(at('gone'), settings())).toMatchObject(refused('is not a folder'));
    expect(await judgeRoot(at('home/ds/notes.txt'), settings())).toMatchObject(refused('is not a folder'));
  });

  it('cannot be chosen where a variable decides', async () => {
    expect(await judgeRoot(at('other'), settings({ lockedBy: 'X_ROOT' }))).toMatchObject(refused('X_ROOT sets'));
  });
});

describe('a place that is shown in the file manager', () => {
  it('is at or below the root', async () => {
    expect(await placeInRoot(at('home/ds'), settings())).toBe(at('home/ds'));
    expect(await placeInRoot(at('home/ds/notes.txt'), settings())).toBe(at('home/ds/notes.txt'));
    expect(await placeInRoot(at('home/ds-private'), settings())).toBeNull();
    expect(await placeInRoot(at('home/ds/link-out'), settings())).toBeNull();
  });

  it('or a file of Larder', async () => {
    expect(await isInside(at('own'), at('own/backups'))).toBe(true);
    expect(await isInside(at('own'), at('own'))).toBe(true);
    expect(await isInside(at('own'), at('owner'))).toBe(false);
  });
});
