import { larderVersion } from '../server/version.ts';
import { accessFor } from '../services/access.ts';
import { explainServing } from '../services/explain.ts';
import { offlineCore, withRepositories } from '../services/offline.ts';
import { missingRoot, troubleInWords } from '../services/rootTrouble.ts';
import { Serving } from '../services/serveFile.ts';
import type { CommandLine } from './options.ts';
import { settingLines } from './serve.ts';

/** `larder doctor [PATH]`: what is in force, and the rules of serving for one path, as the owner. */
export async function doctor(options: CommandLine, env: Record<string, string | undefined>): Promise<void> {
  const { dataDir, documentRoot } = options;
  await withRepositories(dataDir, async (repositories) => {
    const core = offlineCore(repositories, dataDir, { env, workingDirectory: process.cwd(), documentRoot });
    console.log(`Larder ${larderVersion}, data folder ${dataDir}\n${settingLines(core.settings())}`);
    const trouble = troubleInWords(core);
    if (trouble) console.log(trouble);
    const missing = await missingRoot(core);
    if (missing) console.log(missing);
    const path = options.words[1];
    if (!path) return;
    const owner = repositories.users.owner();
    if (!owner) return console.log('No Larder was started on this data folder yet, so it has no storages.');
    const explainer = { ...core, serving: new Serving(core) };
    const { served, checks } = await explainServing(explainer, accessFor(repositories, owner), { path });
    console.log(`\n${path} is ${served ? 'served' : 'not served'}:`);
    for (const { rule, pass, compared, fix } of checks) {
      console.log(`  ${pass ? 'pass' : 'FAIL'}  ${rule.padEnd(18)} ${compared}${fix ? `\n        ${fix}` : ''}`);
    }
  });
}
