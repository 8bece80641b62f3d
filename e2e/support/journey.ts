import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { browserHost } from './browserHost.ts';
import { Client, OWNER_TOKEN } from './client.ts';
import { electronHost } from './electronHost.ts';
import { cleanUp, temporaryFolder } from './folders.ts';
import { type Host, type HostNeeds, hostName } from './host.ts';

interface Options {
  /** Whether the document root is chosen before the page opens; false: as at the very first start. */
  rootChosen: boolean;
}

interface Fixtures extends HostNeeds {
  host: Host;
  /** The document root: put data below it. */
  root: string;
  /** Speaks to the server as the owner, beside the page. */
  api: Client;
  /** The address of a place in the page. */
  at: (place: string) => string;
}

/** A journey: `page` is open and signed in, whatever the host. An error that the page does not catch fails it. */
export const test = base.extend<Options & Fixtures>({
  rootChosen: [true, { option: true }],
  variables: [{}, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from the pattern
  folder: async ({}, use) => {
    await use(temporaryFolder());
    await cleanUp();
  },
  root: async ({ folder }, use) => {
    const root = path.join(folder, 'root');
    mkdirSync(root);
    await use(root);
  },
  host: hostName === 'electron' ? electronHost : browserHost,
  api: async ({ host }, use) => {
    const api = new Client(host.port, { authorization: `Token ${OWNER_TOKEN}` });
    await use(api);
    api.close();
  },
  at: async ({ host }, use) => use((place) => `http://127.0.0.1:${host.port}${place}`),
  page: async ({ host: { page }, api, root, rootChosen }, use) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    if (rootChosen) {
      await api.expect(200, 'PATCH', '/api/larder/settings', { document_root: root });
      await page.reload();
    }
    await use(page);
    base.expect(errors).toEqual([]);
  },
});

export const { expect } = base;
