import { defineConfig } from '@playwright/test';
import { chosenBrowser } from './support/chromium.ts';
import { hostName } from './support/host.ts';

/**
 * The same journeys in a browser and in Electron (LARDER_HOST); those about the window itself are Electron's alone, those about
 * what stands in for the system's pickers are the browser's.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: hostName === 'electron' ? ['browser/**'] : ['shell/**'],
  outputDir: '../test-results',
  globalSetup: './support/beforePlaywright.ts',
  workers: 1,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { launchOptions: chosenBrowser(), screenshot: 'only-on-failure' },
});
