import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Bench } from './bench.ts';
import { cleanEnvironment, node, runForJson, sharedFolder } from './programs.ts';
import type { Larder } from './server.ts';

const hasProgram = (name: string) => !spawnSync(name, ['-v'], { stdio: 'ignore' }).error;

/** Whether a shared script is there to be run; serve.mjs cannot do without wrk. */
export function sharedScript(bench: Bench, name: string): boolean {
  if (!bench.options.shared || !existsSync(path.join(sharedFolder, name))) return false;
  if (name !== 'serve.mjs' || hasProgram('wrk')) return true;
  bench.say('serve.mjs needs wrk, which is not installed: the own load instead');
  return false;
}

const leftOut = z.object({ skipped: z.array(z.string()).nullish(), problems: z.array(z.string()).nullish() });

/** Runs a shared script where it is, on the Node of the server, and answers what it prints. */
export async function runShared<Shape extends z.ZodType>(
  bench: Bench,
  name: string,
  shape: Shape,
  options: Record<string, string | number>,
  env: NodeJS.ProcessEnv = {},
): Promise<z.infer<Shape>> {
  const words = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
  const script = path.join(sharedFolder, name);
  const result = await runForJson(bench.cleanup, node, [script, ...words], cleanEnvironment(env));
  bench.raw.push(result);
  const { skipped, problems } = leftOut.parse(result);
  for (const problem of [...(skipped ?? []), ...(problems ?? [])]) bench.say(`${name} left out: ${problem}`);
  return shape.parse(result);
}

/** The words that say where the server is. */
export const at = ({ url, token, root, pid }: Larder) => ({ url, token, root, pid });
