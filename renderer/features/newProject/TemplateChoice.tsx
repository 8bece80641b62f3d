import { Radio, SimpleGrid, Text } from '@mantine/core';
import type { LabelingTemplate } from '../../../main/contract/folders.ts';
import classes from './NewProject.module.css';

interface TemplateChoiceProps {
  templates: LabelingTemplate[];
  value: string;
  onChange: (id: string) => void;
}

/** How the tasks will be labeled; those of the proposed kind first. */
export function TemplateChoice({ templates, value, onChange }: TemplateChoiceProps) {
  const kind = templates.find(({ id }) => id === value)?.kind ?? null;
  const rank = (template: LabelingTemplate) => (template.kind === kind ? 0 : template.kind === null ? 1 : 2);
  const sorted = templates.slice().sort((a, b) => rank(a) - rank(b));
  return (
    <Radio.Group
      label="Labeling"
      description="A start that you can change at any time."
      value={value}
      onChange={onChange}
      name="template"
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
        {sorted.map(({ id, title, description }) => (
          <Radio.Card key={id} value={id} className={classes.option ?? ''}>
            <Radio.Indicator />
            <span>
              <Text component="span" display="block" size="sm" fw={600}>
                {title}
              </Text>
              <Text component="span" display="block" size="xs" c="dimmed">
                {description}
              </Text>
            </span>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
