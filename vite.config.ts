import { cpSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { formLayout } from './scripts/form-layout-plugin.ts';
import { withoutSchemas } from './scripts/without-schemas-plugin.ts';

const at = (...parts: string[]) => path.join(import.meta.dirname, ...parts);
const builtIns = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

interface NodeBundle {
  input: Record<string, string>;
  target: string;
  external?: string[];
}

/** V8 keeps a program with a single character beyond Latin-1 at two bytes a character: without one it takes half the memory. */
const asciiOnly = (): Plugin => ({
  name: 'ascii-only',
  applyToEnvironment: ({ config }) => config.consumer === 'server',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
});

/** The licences of what is bundled ask for their texts to go along with it. */
const licenceTexts = (): Plugin => ({
  name: 'licence-texts',
  configEnvironment: (name) => ({ build: { license: { fileName: `licences/${name}.txt` } } }),
});

/** A CommonJS bundle with everything inside but built-ins and what is named: native modules, Electron. */
function nodeBundle({ input, target, external = [] }: NodeBundle): EnvironmentOptions {
  return {
    consumer: 'server',
    // The list of content types comes in two versions of one package: one is enough.
    resolve: { noExternal: true, dedupe: ['mime-db'], external: [...builtIns, ...external] },
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
  plugins: [formLayout(), withoutSchemas(), react(), asciiOnly(), licenceTexts()],
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
        // It comes from this machine.
        chunkSizeWarningLimit: 1000,
        assetsInlineLimit: 0,
      },
    },
    server: nodeBundle({
      input: { larder: at('main/cli.ts'), jobThread: at('main/services/jobs/jobThread.ts') },
      target: 'node22',
      external: ['better-sqlite3'],
    }),
    // Node 16: the oldest Electron that the app is tried in.
    desktop: nodeBundle({
      input: { desktop: at('main/desktop/main.ts') },
      target: 'node16',
      external: ['electron'],
    }),
    preload: nodeBundle({
      input: { preload: at('preload/preload.ts') },
      target: 'node16',
      external: ['electron'],
    }),
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
      for (const name of ['index.html', 'starting.html', 'trouble.css']) {
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
