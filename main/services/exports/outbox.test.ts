import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { plainAnnotation, testDatabase, testProject } from '../../database/testDatabase.ts';
import { WriteTurn } from '../../database/writeTurn.ts';
import type { Core } from '../core.ts';
import { EventHub } from '../events.ts';
import type { SettingsInForce } from '../settings.ts';
import { Outbox } from './outbox.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Two storages of projects of their own, each with an annotation that waits for it; their folders are not there. */
function furnished() {
  const database = testDatabase();
  const { all, folder } = database;
  const { user } = testProject(database);
  const core: Core = {
    repositories: all,
    turn: new WriteTurn(),
    events: new EventHub(),
    log: pino({ level: 'silent' }),
    settings: () => ({}) as SettingsInForce,
    dataDir: folder,
  };
  const outbox = new Outbox(core);
  onTestFinished(() => outbox.stop());
  const waiting = (name: string) => {
    const fields = { title: name, description: '', label_config: '<View/>', options: '{}', maximum_annotations: 1 };
    const project = all.projects.insert({ ...fields, created_by: user, now: 1 });
    const out = path.join(folder, name);
    const kinds = { title: null, description: null, regex_filter: null, use_blob_urls: 0, synchronizable: 1 } as const;
    const storage = all.exportStorages.insert({ project_id: project, path: out, ...kinds, own: null, now: 1 });
    const task = all.tasks.insert(project, all.projects.takeInnerIds(project, 1), '{}', true, 1);
    const annotation = all.annotations.insert(plainAnnotation(project, task));
    all.outbox.putWriting(storage, annotation);
    return { out, storage, annotation, file: path.join(out, `${annotation}.json`) };
  };
  return { outbox, events: core.events, first: waiting('first'), second: waiting('second') };
}

test('a folder that stays away does not hold up another one that comes back', async () => {
  const { outbox, events, first, second } = furnished();
  let tries = 0;
  events.watch((event) => {
    if (event.type === 'outbox' && event.storage === first.storage) tries += 1;
  });
  expect(await outbox.push(first.annotation)).toBe(false);
  for (let round = 2; round <= 7; round++) {
    await vi.advanceTimersToNextTimerAsync();
    await vi.waitUntil(() => tries === round);
  }
  expect(await outbox.push(second.annotation)).toBe(false);
  mkdirSync(second.out);
  await vi.advanceTimersByTimeAsync(3_000);
  await vi.waitUntil(() => existsSync(second.file));
});
