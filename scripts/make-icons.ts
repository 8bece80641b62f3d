// Draws the sizes of assets/icon.svg that packages need (assets/icons), with Chromium: npm run icons
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './build.ts';

const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const target = path.join(root, 'assets', 'icons');
const svg = readFileSync(path.join(root, 'assets', 'icon.svg'), 'utf8');

mkdirSync(target, { recursive: true });
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await page.screenshot({ path: path.join(target, `${size}x${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
