import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { answerSaving } from '../support/electronApp.ts';
import { expect, test } from '../support/journey.ts';
import { until } from '../support/until.ts';

test.beforeEach(({ page, at }) => page.goto(at('/diagnostics')).then(() => undefined));

test('a file that is there is replaced whole, and nothing is left beside it', async ({ page, host, folder }) => {
  const file = path.join(folder, 'out', 'report.txt');
  mkdirSync(path.dirname(file));
  writeFileSync(file, 'old');
  await answerSaving(host.app as ElectronApplication, file);
  await page.getByRole('button', { name: 'Save report…' }).click();
  await until('the report is there', () => readFileSync(file, 'utf8').startsWith('Larder: '));
  await expect(page.getByText(`The report is saved as ${file}.`)).toBeVisible();
  expect(readdirSync(path.dirname(file))).toEqual(['report.txt']);
});

test('what cannot be saved is told in words, and nothing is told when it was cancelled', async ({
  page,
  host,
  folder,
}) => {
  const app = host.app as ElectronApplication;
  await answerSaving(app, null);
  await page.getByRole('button', { name: 'Save report…' }).click();
  await answerSaving(app, path.join(folder, 'gone', 'report.txt'));
  await page.getByRole('button', { name: 'Save report…' }).click();
  await expect(page.getByText(/report\.txt" could not be saved: the folder does not exist any more/)).toBeVisible();
  await answerSaving(app, folder);
  await page.getByRole('button', { name: 'Save report…' }).click();
  await expect(page.getByText('could not be saved: a folder has this name')).toBeVisible();
  await expect(page.getByText('is saved as')).toHaveCount(0);
});
