import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { SettingsError, settingsInForce, unusedHost } from './settings.ts';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'larder-settings-')));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
});

function inForce(env: Record<string, string> = {}, documentRoot?: string, chosen: Record<string, string> = {}) {
  const get = (name: string) => chosen[name] ?? null;
  const settings = settingsInForce({ env, workingDirectory: cwd, documentRoot, chosen: { get, set: () => undefined } });
  return [settings.document_root.value, settings.serving_enabled.value, settings.document_root.origin];
}

test('without anything the root is / and serving is off', () => {
  expect(inForce()).toEqual(['/', false, 'default']);
});

test('a variable wins over the command line, that over the choice, that over a detected folder', () => {
  mkdirSync(path.join(cwd, 'mydata'));
  expect(inForce()).toEqual([`${cwd}/mydata`, true, 'detected folder']);
  expect(inForce({}, undefined, { document_root: '/chosen' })).toEqual(['/chosen', true, 'chosen']);
  expect(inForce({}, '/flag', { document_root: '/chosen' })).toEqual(['/flag', true, 'command line']);
  expect(inForce({ LOCAL_FILES_DOCUMENT_ROOT: '/variable/' }, '/flag')).toEqual(['/variable', false, 'variable']);
});

test('a document root of blanks is refused, for it would mean the folder one happens to be in', () => {
  expect(() => inForce({ LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT: '  ' })).toThrow(
    /LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=" {2}" is blank.*unset it/,
  );
  expect(inForce({ LOCAL_FILES_DOCUMENT_ROOT: '' })).toEqual(['/', false, 'variable']);
});

test('one variable that is set switches the detection off', () => {
  mkdirSync(path.join(cwd, 'label-studio-data'));
  expect(inForce({ HEARTEX_LOCAL_FILES_SERVING_ENABLED: '0' })).toEqual(['/', false, 'default']);
  expect(inForce({ LOCAL_FILES_SERVING_ENABLED: 'Yes' })).toEqual(['/', true, 'default']);
});

test('serving that a variable forbids stays forbidden', () => {
  expect(
    inForce({ LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED: 'off', LOCAL_FILES_SERVING_ENABLED: 'on' }, '/flag')[1],
  ).toBe(false);
});

test('a value that is no boolean is named, with the variable', () => {
  expect(() => inForce({ LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED: 'maybe' })).toThrow(SettingsError);
  expect(() => inForce({ ENABLE_LOCAL_FILES_STORAGE: '' })).toThrow(/ENABLE_LOCAL_FILES_STORAGE="".*true or false/);
});

test.each([
  [{}, ['', 'default', null], null],
  [{ HOST: 'http://a/' }, ['http://a', 'variable', 'HOST'], null],
  [{ HOST: 'http://a', LABEL_STUDIO_HOST: 'https://b:1/x' }, ['https://b:1/x', 'variable', 'LABEL_STUDIO_HOST'], null],
  [{ HOST: 'box' }, ['', 'default', null], expect.stringContaining('HOST="box"')],
  [{ HEARTEX_HOST: '' }, ['', 'default', null], null],
])('the host of %j', (env, expected, words) => {
  const chosen = { get: () => null, set: () => undefined };
  const { host } = settingsInForce({ env, workingDirectory: cwd, documentRoot: undefined, chosen });
  expect([host.value, host.origin, host.variable]).toEqual(expected);
  expect(unusedHost(env)).toEqual(words);
});
