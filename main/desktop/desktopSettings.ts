import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const desktopSettings = z.object({
  dataDir: z.string().optional(),
  window: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() }).optional(),
});
export type DesktopSettings = z.output<typeof desktopSettings>;
export type WindowState = NonNullable<DesktopSettings['window']>;

/** What the desktop app itself remembers. A file that cannot be read counts as none: nothing of it is work. */
export class SettingsFile {
  readonly #file: string;
  #values: DesktopSettings;

  constructor(folder: string) {
    this.#file = path.join(folder, 'desktop.json');
    this.#values = this.#read();
  }

  #read(): DesktopSettings {
    try {
      return desktopSettings.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  get values(): DesktopSettings {
    return this.#values;
  }

  change(values: DesktopSettings): void {
    this.#values = { ...this.#values, ...values };
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileAtomic.sync(this.#file, JSON.stringify(this.#values));
  }
}
