import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { FolderTarget } from './FolderTarget.tsx';
import { useSample } from './useSample.ts';

/** Nothing is there yet: one big target, and a sample for who only wants to look. */
export function FirstStart() {
  useDocumentTitle('Larder');
  const sample = useSample();
  return (
    <Stack maw={720} mx="auto" pt={{ base: 'md', sm: '8vh' }} gap="xl">
      <div>
        <Title order={1} lh={1.2} lts="-0.02em">
          Label what is on this computer
        </Title>
        <Text c="dimmed" size="lg" mt="xs">
          Pick a folder, its files become tasks, and your annotations are JSON files in a folder you choose. Nothing
          leaves this machine.
        </Text>
      </div>
      <FolderTarget large />
      <Group gap="sm">
        <Text c="dimmed">Only looking?</Text>
        <Button variant="light" loading={sample.isPending} onClick={sample.start}>
          Try the sample project
        </Button>
      </Group>
    </Stack>
  );
}
