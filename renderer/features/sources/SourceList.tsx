import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFolderPlus, IconFolders } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type ImportStorage, useImportStorages } from '../../api/storages.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { SourceCard } from './SourceCard.tsx';
import { useSource } from './useSource.ts';

function ListedSource({ storage, at }: { storage: ImportStorage; at: string }) {
  return <SourceCard storage={storage} source={useSource(storage)} to={at} editAt={`${at}/edit`} />;
}

function AddButton({ at }: { at: string }) {
  return (
    <Button component={Link} to={`${at}/new`} leftSection={<IconFolderPlus size={18} aria-hidden />}>
      Add a source folder
    </Button>
  );
}

/** The folders that the tasks of a project come from. */
export function SourceList({ project, at }: { project: number; at: string }) {
  return (
    <Loaded query={useImportStorages(project)} what="the source folders">
      {(storages) =>
        storages.length ? (
          <Stack gap="md">
            <Group justify="space-between">
              <Text c="dimmed">Files stay where they are: Larder reads them, and never changes one.</Text>
              <AddButton at={at} />
            </Group>
            {storages.map((storage) => (
              <ListedSource key={storage.id} storage={storage} at={`${at}/${storage.id}`} />
            ))}
          </Stack>
        ) : (
          <EmptyState
            icon={IconFolders}
            title="No source folder yet"
            words="Add a folder with images, sounds, videos, texts or task files. Its files become the tasks of this project and stay where they are."
          >
            <AddButton at={at} />
          </EmptyState>
        )
      }
    </Loaded>
  );
}
