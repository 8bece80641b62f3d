import { launchElectron } from './electronApp.ts';
import { dataFolderIn, type HostFixture } from './host.ts';

/** The window signs itself in; its address tells where the server is. */
const SIGNED_IN = /^http:\/\/127\.0\.0\.1:\d+\/$/;

export const electronHost: HostFixture = async ({ folder, variables }, use) => {
  const app = await launchElectron({ folder, dataDir: dataFolderIn(folder), variables });
  const page = await app.firstWindow();
  await page.waitForURL(SIGNED_IN);
  await use({ page, port: Number(new URL(page.url()).port), app });
  await app.close();
};
