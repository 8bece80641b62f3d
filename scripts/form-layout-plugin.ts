import type { Plugin } from 'vite';
import { parse } from 'yaml';

/** Lets `import layout from './form_layout.yml'` give the parsed data, in the bundles and in the tests alike. */
export function formLayout(): Plugin {
  return {
    name: 'form-layout',
    transform(code, id) {
      if (!id.endsWith('.yml')) return undefined;
      return { code: `export default ${JSON.stringify(parse(code))};`, map: null };
    },
  };
}
