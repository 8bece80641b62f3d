import type { BrowserContext, ElectronApplication, Page } from '@playwright/test';

/** What the page runs in: an ordinary browser against the headless server, or the desktop app. */
export const hostName = process.env.LARDER_HOST === 'electron' ? 'electron' : 'browser';

/** A started Larder with its page open and signed in. */
export interface Host {
  page: Page;
  port: number;
  /** The desktop app; null in a browser. */
  app: ElectronApplication | null;
}

export interface HostNeeds {
  /** For everything that it keeps; removed after the test. */
  folder: string;
  /** Variables of the server. */
  variables: Record<string, string>;
}

/** A fixture of Playwright: what it needs is read from the names in its first parameter. */
export type HostFixture = (
  needs: HostNeeds & { context: BrowserContext },
  use: (host: Host) => Promise<void>,
) => Promise<void>;

export const dataFolderIn = (folder: string) => `${folder}/data`;
