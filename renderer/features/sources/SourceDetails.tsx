import { Anchor, Stack, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import type { ImportStorage } from '../../api/storages.ts';
import { Card } from '../../ui/Card.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { JobHistory } from '../storageParts/JobHistory.tsx';
import { BadFiles } from './BadFiles.tsx';
import { SourceCard } from './SourceCard.tsx';
import { useSource } from './useSource.ts';

/** One source folder: its state, what could not be taken, and its runs. */
export function SourceDetails({ storage, at }: { storage: ImportStorage; at: string }) {
  const navigate = useNavigate();
  const source = useSource(storage, () => navigate(at));
  const { running, sync } = source;
  useShortcuts([{ keys: 'S', does: 'Sync this source folder', run: () => void (running || sync.start()) }]);
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={at} size="sm" display="inline-flex" style={{ alignItems: 'center', gap: 6 }}>
        <IconArrowLeft size={16} aria-hidden /> All source folders
      </Anchor>
      <SourceCard storage={storage} source={source} to={null} editAt={`${at}/${storage.id}/edit`} />
      <BadFiles storage={storage} source={source} />
      <Card aria-labelledby="runs">
        <Title order={2} size="h4" id="runs" mb="sm">
          Runs
        </Title>
        <JobHistory jobs={source.jobs} none="It was not synced yet." />
      </Card>
    </Stack>
  );
}
