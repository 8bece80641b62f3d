import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Ends whatever a test file has started, the last first. Call it in `afterAll`. */
const endings: (() => unknown)[] = [];
export const atTheEnd = (end: () => unknown) => void endings.push(end);
export async function cleanUp(): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
}

/** A new empty folder, removed at the end. */
export function temporaryFolder(name = 'larder-e2e-'): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), name)));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a folder, with the folders above them; the keys are relative paths. */
export function putFiles(folder: string, files: Record<string, string | Buffer>): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** Many small files, named `<prefix><number>.<extension>` with the number in `width` digits. */
export function manyFiles(folder: string, count: number, extension: string, content: (at: number) => string): string {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < count; at++) {
    writeFileSync(path.join(folder, `f${String(at).padStart(6, '0')}.${extension}`), content(at));
  }
  return folder;
}
