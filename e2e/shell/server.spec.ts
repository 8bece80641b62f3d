import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dataFolderIn } from '../support/host.ts';
import { expect, test } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { annotate, newProject, newTask } from '../support/work.ts';

/** The process of the server that works on the data folder of this test. */
function serverOf(folder: string): number {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  const own = lines.find((line) => line.includes('larder.cjs serve') && line.includes(dataFolderIn(folder)));
  return Number(own?.trim().split(' ')[0]);
}

const isRunning = (pid: number) => existsSync(`/proc/${pid}`);

test('the server is killed while somebody works: a notice, a new one at the same place, nothing lost', async ({
  page,
  host,
  api,
  at,
  folder,
}) => {
  const project = await newProject(api);
  const annotation = await annotate(api, await newTask(api, project, { text: 'kept' }));
  await page.goto(at(`/projects/${project}/tasks`));
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(1);
  const pid = serverOf(folder);
  process.kill(pid, 'SIGKILL');
  await expect(page.getByText('Larder’s server runs again. Nothing that was saved is lost.')).toBeVisible();
  await until('the server answers again', async () => (await api.get('/health').catch(() => null))?.status === 200);
  expect(serverOf(folder)).not.toBe(pid);
  expect((await api.get(`/api/annotations/${annotation}/`)).status).toBe(200);
  await newTask(api, project, { text: 'new' });
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(2);
  expect(host.app).not.toBeNull();
});

test('a page that is loaded while there is no server is loaded again when there is one', async ({
  page,
  host,
  folder,
}) => {
  const failed = host.app?.evaluate(({ BrowserWindow }, pid) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    process.kill(pid, 'SIGKILL');
    contents?.reload();
    return new Promise<void>((resolve) => contents?.once('did-fail-load', () => resolve()));
  }, serverOf(folder));
  await failed;
  await expect(page.getByRole('main')).toBeVisible();
});

test('the app ends its server when it quits, and leaves nothing behind in the log of the database', async ({
  host,
  folder,
}) => {
  const pid = serverOf(folder);
  await host.app?.close();
  await until('the server is gone', () => !isRunning(pid));
  expect(existsSync(path.join(dataFolderIn(folder), 'larder.db-wal'))).toBe(false);
});
