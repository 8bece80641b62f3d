import { builtinModules } from 'node:module';
import { defineConfig } from 'vitest/config';
import { formLayout } from './scripts/form-layout-plugin.mjs';

const builtIns = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** One bundle for plain Node: everything inside but the native module, so the package ships one dependency. */
export default defineConfig({
  plugins: [formLayout()],
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      checks: { eval: false }, // depd, below koa, names functions by it; nothing of a request reaches it
      input: { larder: 'main/cli.ts', jobThread: 'main/services/jobs/jobThread.ts' },
      external: [...builtIns, 'better-sqlite3'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  test: {
    include: ['main/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    globalSetup: ['e2e/support/buildOnce.ts'],
    pool: 'forks',
    testTimeout: 30_000,
  },
});
