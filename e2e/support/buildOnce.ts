import { build } from './process.ts';

/** Before all tests: those that start the program as a process need its bundles, and must not build them at the same time. */
export default function buildOnce(): void {
  build();
}
