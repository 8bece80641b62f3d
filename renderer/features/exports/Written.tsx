import { Group, Text } from '@mantine/core';
import type { z } from 'zod';
import type { JobAnswer, outboxState } from '../../../main/contract/larder.ts';
import type { ExportStorage } from '../../api/storages.ts';
import { when } from '../../ui/words.ts';
import { Figures } from '../storageParts/Figures.tsx';
import { jobSentence } from '../storageParts/jobWords.ts';

export type OutboxState = z.output<typeof outboxState>;

interface WrittenProps {
  storage: ExportStorage;
  outbox: OutboxState;
  last: JobAnswer | undefined;
}

/** What an export folder holds, and what comes yet. */
export function Written({ storage, outbox: { written, last_written_at, waiting, failed }, last }: WrittenProps) {
  const ended = last?.status === 'failed' || last?.status === 'cancelled' ? last : null;
  return (
    <>
      <Group justify="space-between" align="flex-end" gap="md">
        <Figures
          figures={[
            { label: 'Files written', value: written },
            { label: 'Waiting', value: waiting },
            { label: 'In trouble', value: failed, isTrouble: true },
          ]}
        />
        <Text size="sm" c="dimmed">
          {last_written_at && `Last file written ${when(last_written_at)}`}
        </Text>
      </Group>
      {ended && <Text size="sm">{jobSentence(ended)}</Text>}
      <Text size="sm" c="dimmed">
        Every annotation is written as soon as it is saved.{' '}
        {storage.can_delete_objects ? 'Its file goes when it is deleted.' : 'Its file stays when it is deleted.'}
      </Text>
    </>
  );
}
