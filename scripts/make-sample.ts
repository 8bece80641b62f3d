// Draws the pictures of the sample project (assets/sample): jars and fruit on shelves, always the same ones. Run by hand, with
// Chromium: npm run sample
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './build.ts';

const target = path.join(root, 'assets', 'sample');
const [WIDTH, HEIGHT] = [800, 600];
const PRESERVES = ['#b3364a', '#d9822b', '#6b3f7a', '#e3b23c', '#4f7f3a', '#8c2f39'];
const FRUIT = ['#c8452f', '#7aa33c', '#e2a93b'];
const WALLS = ['#efe7d8', '#dfe7e2', '#e9ddd0'];

/** Random numbers that are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function jar(x: number, floor: number, width: number, height: number, colour: string, fill: number): string {
  const top = floor - height;
  const inside = height * 0.8 * fill;
  return `<g><rect x="${x}" y="${top + 14}" width="${width}" height="${height - 14}" rx="14" fill="#ffffff" opacity=".55"/>
    <rect x="${x + 5}" y="${floor - inside - 5}" width="${width - 10}" height="${inside}" rx="9" fill="${colour}"/>
    <rect x="${x + 10}" y="${top + 26}" width="7" height="${height - 48}" rx="3.5" fill="#fff" opacity=".5"/>
    <rect x="${x + 3}" y="${top}" width="${width - 6}" height="18" rx="5" fill="#b9975b"/>
    <rect x="${x + width * 0.22}" y="${floor - height * 0.5}" width="${width * 0.56}" height="${height * 0.26}" rx="4" fill="#fbf7ee"/></g>`;
}

function fruit(x: number, floor: number, radius: number, colour: string): string {
  return `<g><circle cx="${x + radius}" cy="${floor - radius}" r="${radius}" fill="${colour}"/>
    <ellipse cx="${x + radius * 0.7}" cy="${floor - radius * 1.35}" rx="${radius * 0.28}" ry="${radius * 0.18}" fill="#fff" opacity=".45"/>
    <path d="M${x + radius} ${floor - radius * 1.95}q4 -14 14 -16" stroke="#5b4630" stroke-width="4" fill="none" stroke-linecap="round"/></g>`;
}

function scene(number: number): string {
  const random = randomFrom(number * 7919);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  let things = '';
  for (const floor of [280, 540]) {
    things += `<rect y="${floor}" width="${WIDTH}" height="26" fill="#8a6a45"/><rect y="${floor + 20}" width="${WIDTH}" height="10" fill="#6f5335" opacity=".6"/>`;
    for (let x = 30 + random() * 60; x < WIDTH - 130; x += 24 + random() * 70) {
      if (random() < 0.68) {
        const width = 82 + random() * 40;
        things += jar(x, floor, width, 130 + random() * 70, pick(PRESERVES), 0.55 + random() * 0.45);
        x += width;
      } else {
        const radius = 30 + random() * 16;
        things += fruit(x, floor, radius, pick(FRUIT));
        x += radius * 2;
      }
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${pick(WALLS)}"/>${things}</svg>`;
}

mkdirSync(target, { recursive: true });
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
for (let number = 1; number <= 12; number += 1) {
  await page.setContent(`<style>body{margin:0}</style>${scene(number)}`);
  const name = `shelf-${String(number).padStart(2, '0')}.jpg`;
  await page.screenshot({ path: path.join(target, name), type: 'jpeg', quality: 82 });
}
await browser.close();
