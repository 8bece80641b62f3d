import { Button, Group, TextInput } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateFolder } from '../../api/folders.ts';
import { placeBelow } from '../../api/places.ts';

/** Makes a folder in the one that is looked at, and goes there. */
export function NewFolder({ parent, onMade }: { parent: string; onMade: (path: string) => void }) {
  const [name, setName] = useState('');
  const create = useCreateFolder();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate(placeBelow(parent, name.trim()), { onSuccess: ({ path }) => onMade(path) });
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-start">
        <TextInput
          flex={1}
          aria-label="Name of the new folder"
          placeholder="New folder"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={create.error?.message}
        />
        <Button type="submit" variant="default" disabled={!name.trim()} loading={create.isPending}>
          Make it
        </Button>
      </Group>
    </form>
  );
}
