import { Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useStoragePreview } from '../../api/storageCheck.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { previewSentence } from '../../ui/previewSentence.ts';
import { PreviewedFiles } from './PreviewedFiles.tsx';
import { PreviewedTasks } from './PreviewedTasks.tsx';
import type { StorageFormState } from './useStorageForm.ts';

/** What a sync with the form's values would do, by the code of the sync, while they are changed. */
export function SyncPreview({ project, form }: { project: number; form: StorageFormState }) {
  const { fields, isGood } = form;
  const preview = useStoragePreview(project, fields, isGood);
  const oneTaskAFile = fields.use_blob_urls === true;
  const isShown = isGood || form.isChecking;
  return (
    <Card aria-labelledby="preview" p={{ base: 'md', sm: 'lg' }} mih={180}>
      <Group justify="space-between" mb="xs" h={28}>
        <Title order={3} size="h4" id="preview">
          What the sync will do
        </Title>
        {(form.isChecking || preview.isFetching) && <Loader size="xs" role="img" aria-label="Reading the folder" />}
      </Group>
      {isShown && preview.error && (
        <Problem title="Could not look into the folder" error={preview.error} retry={() => preview.refetch()} />
      )}
      {isShown && preview.data && !preview.error && (
        <Stack gap="sm">
          <Text role="status">{previewSentence(preview.data, oneTaskAFile)}</Text>
          <PreviewedFiles files={preview.data.files} matched={preview.data.matched} />
          {!oneTaskAFile && <PreviewedTasks tasks={preview.data.tasks} />}
        </Stack>
      )}
      {!isShown && (
        <Text c="dimmed">
          {fields.path
            ? 'The files are listed here when what is marked in the form is put right.'
            : 'Choose a folder, and its files are listed here before anything is stored.'}
        </Text>
      )}
    </Card>
  );
}
