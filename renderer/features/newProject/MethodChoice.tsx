import { Radio, SimpleGrid, Text } from '@mantine/core';
import classes from './NewProject.module.css';

const METHODS = [
  { value: 'files', title: 'Each file is a task', words: 'For images, sounds, videos and texts.' },
  { value: 'tasks', title: 'Files hold the tasks', words: 'JSON, JSONL or Parquet with task definitions.' },
];

/** How files become tasks. */
export function MethodChoice({ filesMode, onChange }: { filesMode: boolean; onChange: (filesMode: boolean) => void }) {
  return (
    <Radio.Group
      label="Import"
      name="method"
      value={filesMode ? 'files' : 'tasks'}
      onChange={(value) => onChange(value === 'files')}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={6}>
        {METHODS.map(({ value, title, words }) => (
          <Radio.Card key={value} value={value} className={classes.option ?? ''}>
            <Radio.Indicator />
            <span>
              <Text component="span" display="block" size="sm" fw={600}>
                {title}
              </Text>
              <Text component="span" display="block" size="xs" c="dimmed">
                {words}
              </Text>
            </span>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
