import { Button, Menu, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDatabaseExport, IconFilePlus, IconHistory } from '@tabler/icons-react';
import { useProject } from '../../api/projects.ts';
import { type ExportStorage, useOutbox } from '../../api/storages.ts';
import { Problem } from '../../ui/Problem.tsx';
import { FolderTrouble } from '../storageParts/FolderTrouble.tsx';
import { JobHistory } from '../storageParts/JobHistory.tsx';
import { STATUS_WORDS, type StateWords } from '../storageParts/jobWords.ts';
import { RunningJob } from '../storageParts/RunningJob.tsx';
import { StorageCard } from '../storageParts/StorageCard.tsx';
import { StorageMenu } from '../storageParts/StorageMenu.tsx';
import { exportState } from './exportState.ts';
import { OutboxProblems } from './OutboxProblems.tsx';
import { useExport } from './useExport.ts';
import { Written } from './Written.tsx';

const NOTHING_YET: StateWords = { words: 'Nothing to write yet', color: 'gray' };

/** One export folder: what is in it, what waits and why, live. */
export function ExportCard({ storage, at }: { storage: ExportStorage; at: string }) {
  const { title, jobs, running, last, remove, write } = useExport(storage);
  const { data: outbox, error, refetch } = useOutbox(storage.id);
  const { data: project } = useProject(storage.project);
  const [historyIsOpen, history] = useDisclosure(false);
  const waitsInTrouble = !!outbox?.failed;
  const state = running ?? last;
  const status: StateWords | null =
    waitsInTrouble && !running ? { words: 'Something is in the way', color: 'yellow' } : null;
  return (
    <StorageCard
      title={title}
      path={storage.path}
      to={null}
      state={status ?? (state ? STATUS_WORDS[state.status] : NOTHING_YET)}
      actions={
        <>
          <Button
            variant="light"
            leftSection={<IconDatabaseExport size={18} aria-hidden />}
            loading={write.isStarting}
            disabled={!!running}
            onClick={() => write.start(false)}
          >
            Export now
          </Button>
          <StorageMenu title={title} editAt={`${at}/${storage.id}/edit`} onDelete={remove}>
            <Menu.Item
              leftSection={<IconFilePlus size={16} aria-hidden />}
              disabled={!!running}
              onClick={() => write.start(true)}
            >
              Export only new
            </Menu.Item>
            <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={history.toggle}>
              {historyIsOpen ? 'Hide the runs' : 'Show the runs'}
            </Menu.Item>
          </StorageMenu>
        </>
      }
    >
      <FolderTrouble side="export" storage={storage} onCreated={() => write.start(true)} />
      {write.error && <Problem title="The export could not start" error={write.error} />}
      {error && <Problem title="What is written is not known" error={error} retry={() => void refetch()} />}
      {running ? (
        <RunningJob
          key={running.id}
          job={running}
          state={exportState(running, project?.total_annotations_number ?? 0)}
        />
      ) : (
        outbox && <Written storage={storage} outbox={outbox} last={last} />
      )}
      {waitsInTrouble && <OutboxProblems {...outbox} />}
      {historyIsOpen && (
        <Stack gap="xs" mt="xs">
          <Text fw={600}>Runs</Text>
          <JobHistory jobs={jobs} none="Nothing was exported yet." />
        </Stack>
      )}
    </StorageCard>
  );
}
