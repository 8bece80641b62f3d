import pino from 'pino';
import { repositories } from '../database/index.ts';
import { closeDatabase, openDatabase } from '../database/open.ts';
import { WriteTurn } from '../database/writeTurn.ts';
import { larderVersion } from '../server/version.ts';
import { accessFor } from '../services/access.ts';
import { databaseFileIn, prepareDataFolder } from '../services/dataFolder.ts';
import { EventHub } from '../services/events.ts';
import { explainServing } from '../services/explain.ts';
import { Serving } from '../services/serveFile.ts';
import { settingsInForce } from '../services/settings.ts';
import type { CommandLine } from './options.ts';
import { settingLines } from './serve.ts';

/** `larder doctor [PATH]`: what is in force, and the rules of serving for one path, as the owner. */
export async function doctor(options: CommandLine, env: Record<string, string | undefined>): Promise<void> {
  prepareDataFolder(options.dataDir);
  const db = openDatabase(databaseFileIn(options.dataDir));
  try {
    const all = repositories(db);
    const settings = settingsInForce({
      env,
      workingDirectory: process.cwd(),
      documentRoot: options.documentRoot,
      chosen: all.settings,
    });
    console.log(`Larder ${larderVersion}, data folder ${options.dataDir}\n${settingLines(settings)}`);
    const path = options.words[1];
    if (!path) return;
    const owner = all.users.owner();
    if (!owner) return void console.log('No Larder was started on this data folder yet, so it has no storages.');
    const core = {
      repositories: all,
      turn: new WriteTurn(),
      events: new EventHub(),
      log: pino({ level: 'silent' }),
      settings: () => settings,
    };
    const services = { ...core, serving: new Serving(core) };
    const { served, checks } = await explainServing(services, owner, accessFor(all, owner), { path });
    console.log(`\n${path} is ${served ? 'served' : 'not served'}:`);
    for (const { rule, pass, compared, fix } of checks) {
      console.log(`  ${pass ? 'pass' : 'FAIL'}  ${rule.padEnd(18)} ${compared}${fix ? `\n        ${fix}` : ''}`);
    }
  } finally {
    closeDatabase(db);
  }
}
