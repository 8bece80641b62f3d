// Opens the app. Without a display or an Electron binary it says so and starts the same server without a window; with
// arguments, which are the server's, too.
import { bundle, ensureBuilt, node } from './build.mjs';
import { appCommand } from './electron.mjs';
import { runChild } from './runChild.mjs';

function serve(why) {
  if (why) console.log(`${why}: Larder starts without a window. Open the address below in a browser.`);
  runChild(node, [bundle, 'serve', ...process.argv.slice(2)]);
}

ensureBuilt();
if (process.argv.length > 2) serve(null);
else {
  const { program, args, env, missing } = appCommand();
  if (program) runChild(program, args, { env });
  else serve(missing);
}
