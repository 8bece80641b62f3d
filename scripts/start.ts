// Opens the app. Without a display or an Electron binary it says so and starts the same server without a window; with
// arguments, which are the server's, too.
import { bundle, ensureBuilt, node } from './build.ts';
import { appCommand } from './electron.ts';
import { runChild } from './runChild.ts';

function serve(why: string | null): void {
  if (why) console.log(`${why}: Larder starts without a window. Open the address below in a browser.`);
  runChild(node, [bundle, 'serve', ...process.argv.slice(2)]);
}

ensureBuilt();
if (process.argv.length > 2) serve(null);
else {
  const app = appCommand();
  if ('missing' in app) serve(app.missing);
  else runChild(app.program, app.args, { env: app.env });
}
