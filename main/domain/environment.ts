/** Environment variables as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIXES = ['LABEL_STUDIO_', 'HEARTEX_', ''];

/** The value of a setting and the variable that gives it. The first spelling that is set wins, also with a false or empty value. */
export function lookUp(env: Environment, name: string): { value: string; variable: string } | null {
  for (const prefix of PREFIXES) {
    const variable = prefix + name;
    const value = Object.hasOwn(env, variable) ? env[variable] : undefined;
    if (value !== undefined) return { value, variable };
  }
  return null;
}

const BOOLEANS = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'not', 'off', '0'].map((word) => [word, false] as const),
]);

/** The truth a setting spells out, in any case; null for any other text, also an empty one. */
export function parseBoolean(text: string): boolean | null {
  return BOOLEANS.get(text.toLowerCase()) ?? null;
}
