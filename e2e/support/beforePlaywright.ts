import { chooseBrowser } from './chromium.ts';
import { hostName } from './host.ts';
import { build } from './process.ts';

/** Before all journeys: one build, and a browser for all of them. */
export default async function beforePlaywright(): Promise<void> {
  build();
  if (hostName === 'browser') await chooseBrowser();
}
