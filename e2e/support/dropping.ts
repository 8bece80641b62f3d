import { expect, type Page } from '@playwright/test';

/** Drops files and folders of the disk on the middle of the window, as the system's file manager would. */
export async function drop(page: Page, ...files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  const move = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await move('dragEnter');
  await move('dragOver');
  // What the page says to the last move decides whether a drop is taken.
  await expect(page.getByText('Drop the folder: its files become tasks')).toBeVisible();
  await move('dragOver');
  await move('drop');
  await devtools.detach();
}
