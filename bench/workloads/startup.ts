import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../lib/bench.ts';
import { residentMb } from '../lib/memory.ts';
import { median, medianIfTold } from '../lib/numbers.ts';
import { bundle, node } from '../lib/programs.ts';
import { startupResults } from '../lib/results.ts';
import { freePort, type Server, startBareServer, startLarder } from '../lib/server.ts';
import { runShared, sharedScript } from '../lib/shared.ts';

const TOKEN = 'bench-startup-0123456789abcdef';
const quoted = (text: string) => `'${text}'`;

async function sharedStartup(bench: Bench, rounds: number) {
  const words = 'serve --port {port} --data-dir {data} --document-root {root}';
  const cmd = `${quoted(node)} ${quoted(bundle)} ${words}`;
  const options = { cmd, port: await freePort(), rounds: rounds + 1, fresh: 1, idle: bench.options.quick ? 1 : 5 };
  const result = await runShared(bench, 'startup.mjs', startupResults, options, { LARDER_TOKEN: TOKEN });
  if (result.problems.length || !result.restart_s) throw new Error(`startup.mjs: ${result.problems}`);
  return { restart: result.restart_s.median, memory: result.rss_idle_mb?.median };
}

async function oneStart<Started extends Server>(
  bench: Bench,
  times: number[],
  memory: (number | null)[],
  start: () => Promise<Started>,
): Promise<Started> {
  const server = await start();
  times.push(server.startSeconds);
  await sleep(bench.options.quick ? 1000 : 5000);
  memory.push(residentMb(server.pid));
  await server.stop();
  return server;
}

/** From the start of the process to its first answer, and what it holds resident some seconds later. */
export async function runStartup(bench: Bench): Promise<void> {
  const { report, options } = bench;
  const first: number[] = [];
  const again: number[] = [];
  const bare: number[] = [];
  const memory: (number | null)[] = [];
  const bareMemory: (number | null)[] = [];
  const rounds = Math.max(2, options.rounds);
  let larder = await oneStart(bench, first, memory, () => startLarder(bench, 'startup'));
  for (let i = 0; i < rounds; i++) {
    larder = await oneStart(bench, again, memory, () => startLarder(bench, 'startup', larder));
    await oneStart(bench, bare, bareMemory, () => startBareServer(bench, bench.folder));
  }
  bench.raw.push({ bench: 'own startup', first, again, bare, memory, bareMemory });
  const boundTime = { bound: median(bare), boundIs: 'bare Node server' };
  const boundMemory = { bound: medianIfTold(bareMemory), boundIs: 'bare Node server' };
  report.add('start to first answer', median(again), { unit: 's', ...boundTime, aim: { limit: 0.35 } });
  report.add('first start, empty data folder', median(first), { unit: 's', ...boundTime, aim: { limit: 0.5 } });
  report.add('resident when idle', medianIfTold(memory), { unit: 'MB', ...boundMemory, aim: { limit: 80 } });
  if (!sharedScript(bench, 'startup.mjs')) return;
  const shared = await sharedStartup(bench, rounds);
  report.add('start to first answer (startup.mjs)', shared.restart, { unit: 's', ...boundTime, aim: { limit: 0.35 } });
  report.add('resident when idle (startup.mjs)', shared.memory, { unit: 'MB', ...boundMemory, aim: { limit: 80 } });
}
