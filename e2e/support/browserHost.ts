import { dataFolderIn, type HostFixture } from './host.ts';
import { serveLarder } from './process.ts';
import { until } from './until.ts';

export const browserHost: HostFixture = async ({ folder, variables, context }, use) => {
  const larder = await serveLarder({ dataDir: dataFolderIn(folder), cwd: folder, env: { HOME: folder, ...variables } });
  const signInUrl = await until('the sign-in link', () => /http:\S+\/sign-in\S+/.exec(larder.stdout())?.[0]);
  const page = await context.newPage();
  await page.goto(signInUrl);
  await use({ page, port: larder.port, app: null });
  await page.close();
  await larder.end('SIGTERM');
};
