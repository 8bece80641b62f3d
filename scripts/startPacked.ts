// Starts the app that `npm run pack` made, with folders of its own, until its window shows the page of its own server: npm run pack:start
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packedApps } from './packed.ts';

const PATIENCE_MS = 60_000;
const STOP_MS = 15_000;
const app = packedApps().find(({ arch }) => arch === process.arch);
if (!app) throw new Error('There is no packed app for this processor in release/: npm run pack');

const folder = mkdtempSync(path.join(tmpdir(), 'larder-packed-'));
const inspected = path.join(folder, 'DevToolsActivePort');
const isRoot = process.getuid?.() === 0;
const child = spawn(
  app.program,
  [`--user-data-dir=${folder}`, '--remote-debugging-port=0', ...(isRoot ? ['--no-sandbox'] : [])],
  { env: { ...process.env, LARDER_DATA_DIR: path.join(folder, 'data') }, stdio: 'inherit' },
);

/** What the window shows: the inspector of Chromium tells. */
async function shown(): Promise<string[]> {
  if (!existsSync(inspected)) return [];
  const [port] = readFileSync(inspected, 'utf8').split('\n');
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as { type: string; url: string }[];
  return targets.filter(({ type }) => type === 'page').map(({ url }) => url);
}

const isServed = async (url: string) =>
  url.startsWith('http://127.0.0.1:') && (await fetch(new URL('/health', url))).ok;

let pages: string[] = [];
const until = Date.now() + PATIENCE_MS;
let isUp = false;
while (!isUp && child.exitCode === null && Date.now() < until) {
  await sleep(500);
  pages = await shown();
  for (const url of pages) isUp ||= await isServed(url);
}
const ended = child.exitCode;
if (ended === null) {
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill();
  await once(child, 'exit');
  clearTimeout(force);
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
if (!isUp) {
  console.error(ended === null ? `Its window shows ${pages.join(', ') || 'nothing'}.` : `It ended with ${ended}.`);
  process.exit(1);
}
console.log(`${app.name} starts; its window shows the page of its own server.`);
