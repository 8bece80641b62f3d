import path from 'node:path';
import type { Page } from '@playwright/test';
import { answerPicker } from './electronApp.ts';
import type { Host } from './host.ts';

/**
 * Chooses a folder as a person does, after `ask` opened the picker: in the system's dialog (which is answered here, as nobody
 * sits before it), or in the page's list of folders, from `from` step by step. Answers how many actions that took.
 */
export async function pickFolder(
  { app, page }: Pick<Host, 'app' | 'page'>,
  folder: string,
  { from, ask }: { from: string; ask: () => Promise<unknown> },
): Promise<number> {
  if (app) {
    await answerPicker(app, folder);
    await ask();
    return 1;
  }
  await ask();
  const steps = path.relative(from, folder).split(path.sep).filter(Boolean);
  for (const step of steps) await openFolder(page, step);
  await page.getByRole('button', { name: 'Choose this folder' }).click();
  return steps.length + 1;
}

const openFolder = (page: Page, name: string) =>
  page
    .getByRole('dialog')
    .getByRole('navigation', { name: 'Folders' })
    .getByRole('button', { name, exact: true })
    .click();
