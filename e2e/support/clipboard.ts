import { expect, type Page } from '@playwright/test';

/** Call before the page opens: it may not write to the clipboard by the API, as in the desktop app. */
export async function closeClipboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError')) },
    });
  });
}

/** What a paste gives into a field of Diagnostics, to which it goes. */
export async function expectCopied(page: Page, diagnostics: string, expected: RegExp): Promise<void> {
  await page.goto(diagnostics);
  const field = page.getByLabel('Path or address of a file');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(field).toHaveValue(expected);
}
