import { describe, expect, it } from 'vitest';
import { checkLabelConfig, dataKeyOf } from './labelConfig.ts';
import { labelingTemplates } from './labelingTemplates.ts';

describe('labeling templates', () => {
  it.each(labelingTemplates)('$id is a config that projects accept, and names the field after its kind', (template) => {
    expect(checkLabelConfig(template.label_config)).toBeNull();
    if (template.kind) expect(dataKeyOf(template.label_config)).toBe(template.kind);
  });

  it('have ids of their own', () => {
    expect(new Set(labelingTemplates.map(({ id }) => id)).size).toBe(labelingTemplates.length);
  });
});
