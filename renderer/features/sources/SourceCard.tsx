import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ImportStorage } from '../../api/storages.ts';
import { Problem } from '../../ui/Problem.tsx';
import { countOf, when } from '../../ui/words.ts';
import { jobSentence, STATUS_WORDS, type StateWords } from '../storageParts/jobWords.ts';
import { RunningJob } from '../storageParts/RunningJob.tsx';
import { StorageCard } from '../storageParts/StorageCard.tsx';
import { StorageMenu } from '../storageParts/StorageMenu.tsx';
import { FOLDER_TROUBLE, useFolderProblem } from '../storageParts/useFolderProblem.ts';
import { syncState } from './syncState.ts';
import type { Source } from './useSource.ts';

const NOT_SYNCED: StateWords = { words: 'Not synced yet', color: 'gray' };

function LastSync({ source: { last }, badFilesAt }: { source: Source; badFilesAt: string | null }) {
  if (!last) return <Text>Sync it, and its files become tasks.</Text>;
  return (
    <Group justify="space-between" gap="md">
      <Text flex="1 1 280px">
        {jobSentence(last)}{' '}
        <Text span c="dimmed">
          {when(last.finished_at ?? last.created_at)}
        </Text>
      </Text>
      {last.failed > 0 && badFilesAt && (
        <Anchor component={Link} to={badFilesAt} fw={550}>
          See {last.failed === 1 ? 'what is wrong with it' : `the ${countOf(last.failed, 'problem')}`}
        </Anchor>
      )}
    </Group>
  );
}

interface SourceCardProps {
  storage: ImportStorage;
  source: Source;
  /** The address of its own place; null when this is that place. */
  to: string | null;
  editAt: string;
}

/** One source folder with its state, live. */
export function SourceCard({ storage, source, to, editAt }: SourceCardProps) {
  const { title, running, last, sync, remove } = source;
  const problem = useFolderProblem('import', storage);
  const job = running ?? last;
  const state = job ? STATUS_WORDS[job.status] : NOT_SYNCED;
  return (
    <StorageCard
      title={title}
      path={storage.path}
      to={to}
      state={problem && !running ? FOLDER_TROUBLE : state}
      actions={
        <>
          <Button
            variant="light"
            leftSection={<IconRefresh size={18} aria-hidden />}
            loading={sync.isStarting}
            disabled={!!running}
            onClick={sync.start}
          >
            Sync now
          </Button>
          <StorageMenu title={title} editAt={editAt} onDelete={remove} />
        </>
      }
    >
      {problem && (
        <Problem title="The folder cannot be used" error={problem}>
          <Button component={Link} to={editAt} size="xs" variant="default">
            Choose another folder
          </Button>
        </Problem>
      )}
      {sync.error && !problem && <Problem title="The sync could not start" error={sync.error} retry={sync.start} />}
      {running ? (
        <RunningJob key={running.id} job={running} state={syncState(running, storage.use_blob_urls)} />
      ) : (
        <LastSync source={source} badFilesAt={to} />
      )}
    </StorageCard>
  );
}
