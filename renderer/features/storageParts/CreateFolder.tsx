import { Button, Group, Text } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useCreateFolder } from '../../api/folders.ts';

/** Makes a folder that is missing. */
export function CreateFolder({ path, onCreated }: { path: string; onCreated?: () => void }) {
  const create = useCreateFolder();
  // By the promise: what asked for the folder may be gone as soon as it is there. What goes wrong is said below.
  const make = () => void create.mutateAsync(path).then(onCreated, () => undefined);
  return (
    <Group gap="sm">
      <Button
        size="xs"
        variant="light"
        leftSection={<IconFolderPlus size={16} aria-hidden />}
        loading={create.isPending}
        onClick={make}
      >
        Create this folder
      </Button>
      {create.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {create.error.message}
        </Text>
      )}
    </Group>
  );
}
