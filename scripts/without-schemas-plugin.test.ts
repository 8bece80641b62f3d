import { expect, it } from 'vitest';
import { withoutSchemas } from './without-schemas-plugin.mjs';

/** The module that takes the place of zod, as a window runs it. */
function standIn() {
  // biome-ignore lint/suspicious/noExplicitAny: the hooks of a plugin are functions here, or objects elsewhere
  const plugin = withoutSchemas() as any;
  return import(`data:text/javascript,${encodeURIComponent(plugin.load(plugin.resolveId('zod')))}`);
}

it('lets a contract be written with schemas that are not there, and refuses to check with them', async () => {
  const { z } = await standIn();
  const schema = z.strictObject({ name: z.string().min(1).optional(), ...z.object({}).shape }).extend({ id: z.int() });
  expect(() => schema.parse({})).toThrow('only the server and the app check');
  expect(() => z.union([schema, z.null()]).safeParse(null)).toThrow();
});

it('leaves every other module, and other bundles, alone', () => {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const plugin = withoutSchemas() as any;
  expect(plugin.resolveId('react')).toBeUndefined();
  expect(plugin.applyToEnvironment({ name: 'client' })).toBe(true);
  expect(plugin.applyToEnvironment({ name: 'server' })).toBe(false);
});
