// Runs the headless entry on the project's own Node, building the bundles first when a source is newer than they are.
import { bundle, ensureBuilt, node } from './build.ts';
import { runChild } from './runChild.ts';

ensureBuilt();
const args = process.argv.slice(2);
if (args[0] !== '--build-only') runChild(node, [bundle, ...args]);
