import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, node, runForJson, sharedFolder } from './programs.mjs';

const hasProgram = (name) => !spawnSync(name, ['-v'], { stdio: 'ignore' }).error;

/** Whether a shared script is there to be run; serve.mjs cannot do without wrk. */
export function sharedScript(bench, name) {
  if (!bench.options.shared || !existsSync(path.join(sharedFolder, name))) return false;
  if (name !== 'serve.mjs' || hasProgram('wrk')) return true;
  bench.say('serve.mjs needs wrk, which is not installed: the own load instead');
  return false;
}

/** Runs a shared script where it is, on the Node of the server, and answers what it prints. */
export async function runShared(bench, name, options, env = {}) {
  const words = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
  const script = path.join(sharedFolder, name);
  const result = await runForJson(bench.cleanup, node, [script, ...words], { env: cleanEnvironment(env) });
  bench.raw.push(result);
  for (const problem of [...(result.skipped ?? []), ...(result.problems ?? [])])
    bench.say(`${name} left out: ${problem}`);
  return result;
}

/** The words that say where the server is. */
export const at = ({ url, token, root, pid }) => ({ url, token, root, pid });
