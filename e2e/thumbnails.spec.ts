import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { newImport, newProject, sync } from './support/work.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>';

/** As theme and tokens have it. */
const PAPER = 'rgb(243, 241, 237)';

/** A picture of noise, which no encoder makes small. */
async function noise(page: Page, width: number, height: number, type: string): Promise<Buffer> {
  const coded = await page.evaluate(
    async (wanted) => {
      const canvas = new OffscreenCanvas(wanted.width, wanted.height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      const pixels = context.createImageData(wanted.width, wanted.height);
      for (let at = 0; at < pixels.data.length; at += 4) pixels.data.set([Math.random() * 256, at, at >> 8, 255], at);
      context.putImageData(pixels, 0, 0);
      const blob = await canvas.convertToBlob({ type: wanted.type, quality: 0.9 });
      const reader = new FileReader();
      reader.readAsDataURL(blob);
      await new Promise((resolve) => reader.addEventListener('load', resolve));
      return reader.result as string;
    },
    { width, height, type },
  );
  return Buffer.from(coded.slice(coded.indexOf(',') + 1), 'base64');
}

/** The JPEG as a camera writes it that was held upright: to be turned by 90 degrees. */
function turned(jpeg: Buffer): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

test('large pictures are shown small and upright, small ones and drawings as they are, broken ones by their kind', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  await page.goto(at('/'));
  const photo = await noise(page, 1800, 1200, 'image/jpeg');
  expect(photo.length).toBeGreaterThan(400_000);
  const storage = await newImport(api, project, path.join(root, 'photos'), {
    '1 broken.jpg': 'no picture',
    '2 drawing.svg': SVG,
    '3 flat.png': await noise(page, 1200, 300, 'image/png'),
    '4 photo.jpg': photo,
    '5 small.webp': await noise(page, 60, 30, 'image/webp'),
    '6 upright.jpg': turned(photo),
    '7 very long.jpg': await noise(page, 9000, 200, 'image/jpeg'),
  });
  await sync(api, storage);
  await page.goto(at(`/projects/${project}/tasks`));
  const cards = page.getByRole('grid', { name: 'Tasks' }).getByRole('gridcell');
  await expect(cards).toHaveCount(7);
  const shown = (card: number) =>
    cards
      .nth(card)
      .locator('img')
      .evaluate(({ src, naturalWidth, naturalHeight }: HTMLImageElement) => [
        src.split(/[;?]/, 1)[0]?.replace(/^http:\/\/[^/]+/, ''),
        naturalWidth,
        naturalHeight,
      ]);
  await expect.poll(() => shown(2)).toEqual(['data:image/webp', 1120, 280]);
  await expect.poll(() => shown(3)).toEqual(['data:image/webp', 480, 320]);
  await expect.poll(() => shown(4)).toEqual(['data:image/webp', 60, 30]);
  await expect.poll(() => shown(5)).toEqual(['data:image/webp', 480, 720]);
  await expect.poll(() => shown(6)).toEqual(['data:image/webp', 800, 200]);
  await expect.poll(async () => (await shown(1))[0]).toBe('/data/local-files/');
  await expect(cards.nth(0)).toContainText('JPG: no preview');
  await expect(cards.nth(0).locator('img')).toHaveCount(0);
});

test('why there is nothing to see of a file: in few words in the grid, with what to do in the view of a task', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const folder = path.join(root, 'odd');
  const storage = await newImport(api, project, folder, {
    'broken.jpg': 'no picture',
    'empty.png': '',
    'empty.txt': '',
    'film.avi': 'RIFF',
    'gone.png': 'x',
    'paper.pdf': '%PDF',
    'scan.tif': 'II*\0',
    'sound.wma': 'x',
    'table.parquet': 'PAR1',
  });
  await sync(api, storage);
  rmSync(path.join(folder, 'gone.png'));
  const toldOf: [file: string, few: string, atLength: RegExp][] = [
    [
      'broken.jpg',
      'JPG: no preview',
      /cannot be shown.*is damaged, is not what its name says.*convert it to JPEG or PNG/s,
    ],
    ['empty.png', 'Empty file', /This file is empty/],
    ['empty.txt', 'Empty file', /This file is empty/],
    ['film.avi', 'AVI: no preview', /AVI files cannot be shown here.*convert it to MP4/s],
    ['gone.png', 'Not available', /is not served: it is gone.*Find out why/s],
    ['paper.pdf', 'PDF: no preview', /PDF files cannot be shown here.*Other programs/s],
    ['scan.tif', 'TIF: no preview', /TIF files cannot be shown here.*convert it to JPEG or PNG/s],
    ['sound.wma', 'WMA: no preview', /WMA files cannot be shown here.*convert it to MP3/s],
    ['table.parquet', 'PARQUET: no preview', /PARQUET files cannot be shown here/],
  ];
  await page.goto(at(`/projects/${project}/tasks`));
  const cards = page.getByRole('grid', { name: 'Tasks' }).getByRole('gridcell');
  for (const [file, few] of toldOf) await expect(cards.filter({ hasText: file })).toContainText(few);
  await expectAccessible(page);
  const view = page.getByRole('main');
  for (const [file, , atLength] of toldOf) {
    await cards.filter({ hasText: file }).getByRole('link').click();
    await expect(view).toContainText(atLength);
    await page.goBack();
  }
  await cards.filter({ hasText: 'gone.png' }).getByRole('link').click();
  await page.getByRole('link', { name: 'Find out why' }).click();
  await expect(view).toContainText('moved, renamed or deleted');
});

test('what is drawn in black on nothing is seen in the dark too, small and large', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  await sync(api, await newImport(api, project, path.join(root, 'drawings'), { 'black.svg': SVG }));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(at(`/projects/${project}/tasks`));
  const tasks = page.getByRole('grid', { name: 'Tasks' });
  await expect(tasks.locator('img')).toHaveCSS('background-color', PAPER);
  await tasks.getByRole('link').click();
  await expect(page.getByRole('img', { name: 'drawings/black.svg' })).toHaveCSS('background-color', PAPER);
});

test('the list takes the rest of the window, so that it alone scrolls', async ({ page, at, api, root }) => {
  const title = 'A name so long that small windows break it in two';
  const project = await newProject(api, { title });
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, file) => [`${file}.svg`, SVG]));
  await sync(api, await newImport(api, project, path.join(root, 'drawings'), files));
  for (const [width, height] of [
    [1280, 800],
    [480, 800],
    [1280, 420],
    [480, 500],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(at(`/projects/${project}/tasks`));
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    const below = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    await expect.poll(below).toBe(0);
    const bottom = await page.getByTestId('task-list').evaluate((list) => list.getBoundingClientRect().bottom);
    expect(height - bottom).toBeLessThan(40);
  }
});

test('the icon of a picture stands there until the picture does', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  await sync(api, await newImport(api, project, path.join(root, 'drawings'), { 'a.svg': SVG }));
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  await page.context().route('**/data/local-files/**', async (route) => {
    await go;
    await route.continue();
  });
  await page.goto(at(`/projects/${project}/tasks`));
  const card = page.getByRole('gridcell');
  await expect(card.locator('svg')).toBeVisible();
  letGo();
  await expect(card.locator('img')).toBeVisible();
  await expect(card.locator('svg')).toHaveCount(0);
});

test('what could not be fetched while the server was away comes when it is back', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  await sync(api, await newImport(api, project, path.join(root, 'drawings'), { 'a.svg': SVG }));
  const away = /\/api\/larder\/events|\/data\/local-files/;
  const leave = () => page.context().route(away, (route) => route.abort());
  await leave();
  await page.goto(at(`/projects/${project}/tasks`));
  const card = page.getByRole('gridcell');
  await expect(card.locator('svg')).toBeVisible();
  await page.context().unroute(away);
  await expect(card.locator('img')).toBeVisible();
  await leave();
  await page.reload();
  await card.getByRole('link').click();
  await expect(page.getByRole('alert')).toContainText('This file cannot be shown');
  await page.context().unroute(away);
  await expect(page.getByRole('img', { name: 'drawings/a.svg' })).toBeVisible();
});
