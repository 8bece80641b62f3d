import { expect, it } from 'vitest';
import type { z } from 'zod';
import { withoutSchemas } from './without-schemas-plugin.ts';

/** The module that takes the place of zod, as a window runs it. */
function standIn(): Promise<{ z: typeof z }> {
  const plugin = withoutSchemas();
  const text = plugin.load(plugin.resolveId('zod') ?? '') ?? '';
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

it('lets a contract be written with schemas that are not there, and refuses to check with them', async () => {
  const { z } = await standIn();
  const schema = z.strictObject({ name: z.string().min(1).optional(), ...z.object({}).shape }).extend({ id: z.int() });
  expect(() => schema.parse({})).toThrow('only the server and the app check');
  expect(() => z.union([schema, z.null()]).safeParse(null)).toThrow();
});

it('leaves every other module, and other bundles, alone', () => {
  const plugin = withoutSchemas();
  expect(plugin.resolveId('react')).toBeUndefined();
  expect(plugin.applyToEnvironment({ name: 'client' })).toBe(true);
  expect(plugin.applyToEnvironment({ name: 'server' })).toBe(false);
});
