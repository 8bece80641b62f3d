import { cpSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { formLayout } from './scripts/form-layout-plugin.mjs';
import { withoutSchemas } from './scripts/without-schemas-plugin.mjs';

const at = (...parts: string[]) => path.join(import.meta.dirname, ...parts);
const builtIns = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

interface NodeBundle {
  input: Record<string, string>;
  target: string;
  external?: string[];
}

/** A CommonJS bundle with everything inside but built-ins and what is named: native modules, Electron. */
function nodeBundle({ input, target, external = [] }: NodeBundle): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: [...builtIns, ...external] },
    build: {
      ssr: true,
      outDir: at('dist'),
      emptyOutDir: false,
      target,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        checks: { eval: false }, // depd, below koa, names functions by it; nothing of a request reaches it
        input,
        external: [...builtIns, ...external],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name].cjs',
          // The command that package.json installs as `larder`.
          banner: ({ name }) => (name === 'larder' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  };
}

export default defineConfig(({ command }) => ({
  plugins: [formLayout(), withoutSchemas(['client', 'preload']), react()],
  root: at('renderer'),
  appType: 'spa',
  // The server puts a new nonce into every page that it sends.
  html: command === 'build' ? { cspNonce: '__CSP_NONCE__' } : {},
  environments: {
    client: {
      build: {
        outDir: at('dist/page'),
        emptyOutDir: true,
        target: 'chrome108',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
      },
    },
    server: nodeBundle({
      input: { larder: at('main/cli.ts'), jobThread: at('main/services/jobs/jobThread.ts') },
      target: 'node22',
      external: ['better-sqlite3'],
    }),
    // Node 16: the oldest Electron that the app is tried in.
    desktop: nodeBundle({ input: { desktop: at('main/desktop/main.ts') }, target: 'node16', external: ['electron'] }),
    preload: nodeBundle({ input: { preload: at('preload/preload.ts') }, target: 'node16', external: ['electron'] }),
    // Loaded as a file, where no module may be loaded: a plain script.
    trouble: {
      consumer: 'client',
      build: {
        outDir: at('dist/trouble'),
        emptyOutDir: false,
        target: 'chrome108',
        rolldownOptions: {
          input: at('renderer/trouble/trouble.ts'),
          output: { format: 'iife', entryFileNames: '[name].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      // While it watches, what runs must not lose its files.
      if (!builder.config.build.watch) rmSync(at('dist'), { recursive: true, force: true });
      for (const name of ['server', 'desktop', 'preload', 'trouble', 'client']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      for (const name of ['index.html', 'trouble.css']) {
        cpSync(at('renderer/trouble', name), at('dist/trouble', name));
      }
    },
  },
  test: {
    root: at('.'),
    include: ['main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    globalSetup: ['e2e/support/buildOnce.ts'],
    pool: 'forks',
    testTimeout: 30_000,
  },
}));
