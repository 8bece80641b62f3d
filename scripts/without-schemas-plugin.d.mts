import type { Plugin } from 'vite';

/** `environments` are those whose bundles do without. */
export function withoutSchemas(environments: string[]): Plugin;
