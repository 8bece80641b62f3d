import { Code, Stack, Text } from '@mantine/core';
import type { StoragePreview } from '../../../main/contract/newProject.ts';

const SHOWN = 3;

/** The data of the first tasks, as they would be stored. */
export function PreviewedTasks({ tasks }: Pick<StoragePreview, 'tasks'>) {
  if (!tasks.length) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        The first {tasks.length > 1 ? 'tasks' : 'task'} in them
      </Text>
      {tasks.slice(0, SHOWN).map((data, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else that tells them apart
        <Code key={at} block mah={160} tabIndex={0} style={{ overflow: 'auto' }}>
          {JSON.stringify(data, null, 2)}
        </Code>
      ))}
    </Stack>
  );
}
