import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDatabaseExport, IconFolderPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useExportStorages } from '../../api/storages.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { ExportCard } from './ExportCard.tsx';

function AddButton({ at }: { at: string }) {
  return (
    <Button component={Link} to={`${at}/new`} leftSection={<IconFolderPlus size={18} aria-hidden />}>
      Add an export folder
    </Button>
  );
}

/** The folders that the annotations of a project are written to. */
export function ExportList({ project, at }: { project: number; at: string }) {
  return (
    <Loaded query={useExportStorages(project)} what="the export folders">
      {(storages) =>
        storages.length ? (
          <Stack gap="md">
            <Group justify="space-between">
              <Text c="dimmed">Every annotation becomes a JSON file here as soon as it is saved.</Text>
              <AddButton at={at} />
            </Group>
            {storages.map((storage) => (
              <ExportCard key={storage.id} storage={storage} at={at} />
            ))}
          </Stack>
        ) : (
          <EmptyState
            icon={IconDatabaseExport}
            title="No export folder yet"
            words="Add a folder, and every annotation is written there as a JSON file as soon as it is saved. What is annotated already is written at once."
          >
            <AddButton at={at} />
          </EmptyState>
        )
      }
    </Loaded>
  );
}
