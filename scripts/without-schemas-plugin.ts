import type { Plugin } from 'vite';

const ID = '\0without-schemas';

/** Whatever is made of it is itself. To check with it is a mistake that must not pass for an answer. */
const NOTHING = `
const CHECKS = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync']);
const nothing = new Proxy(() => nothing, {
  get(_target, name) {
    if (CHECKS.has(name)) throw new Error('Schemas are left out here: only the server and the app check.');
    return nothing;
  },
});
export const z = nothing;
`;

/**
 * Leaves zod out of the page's bundle. There the contract gives addresses and types, and the schemas, which are checked
 * against elsewhere, cost a third of the bundle and of its start.
 */
export function withoutSchemas() {
  return {
    name: 'without-schemas',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: ({ name }: { name: string }) => name === 'client',
    resolveId: (source: string) => (source === 'zod' ? ID : undefined),
    load: (id: string) => (id === ID ? NOTHING : undefined),
  } satisfies Plugin;
}
