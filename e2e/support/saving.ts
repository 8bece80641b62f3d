import { existsSync, readFileSync } from 'node:fs';
import { answerSaving } from './electronApp.ts';
import type { Host } from './host.ts';
import { until } from './until.ts';

/**
 * Saves into a file as a person does, after `press`: in the system's dialog (which is answered here, as nobody sits before it),
 * or as a browser's download. Answers what the file then holds.
 */
export async function saveInto(
  { app, page }: Pick<Host, 'app' | 'page'>,
  file: string,
  press: () => Promise<unknown>,
): Promise<string> {
  if (app) {
    await answerSaving(app, file);
    await press();
    await until('the file is there', () => existsSync(file));
  } else {
    const download = page.waitForEvent('download');
    await press();
    await (await download).saveAs(file);
  }
  return readFileSync(file, 'utf8');
}
