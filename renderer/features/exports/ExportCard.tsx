import { Button, Menu, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDatabaseExport, IconFilePlus, IconHistory } from '@tabler/icons-react';
import { FOLDER_MISSING } from '../../../main/contract/storages.ts';
import { useProject } from '../../api/projects.ts';
import { type ExportStorage, useOutbox } from '../../api/storages.ts';
import { Problem } from '../../ui/Problem.tsx';
import { CreateFolder } from '../storageParts/CreateFolder.tsx';
import { JobHistory } from '../storageParts/JobHistory.tsx';
import { STATUS_WORDS, type StateWords } from '../storageParts/jobWords.ts';
import { RunningJob } from '../storageParts/RunningJob.tsx';
import { StorageCard } from '../storageParts/StorageCard.tsx';
import { StorageMenu } from '../storageParts/StorageMenu.tsx';
import { FOLDER_TROUBLE, useFolderProblem } from '../storageParts/useFolderProblem.ts';
import { exportState } from './exportState.ts';
import { OutboxProblems } from './OutboxProblems.tsx';
import { useExport } from './useExport.ts';
import { Written } from './Written.tsx';

const NOTHING_YET: StateWords = { words: 'Nothing to write yet', color: 'gray' };
const IN_THE_WAY: StateWords = { words: 'Something is in the way', color: 'yellow' };

/** One export folder: what is in it, what waits and why, live. */
export function ExportCard({ storage, at }: { storage: ExportStorage; at: string }) {
  const { title, jobs, running, last, remove, write } = useExport(storage);
  const { data: outbox, error, refetch } = useOutbox(storage.id);
  const { data: project } = useProject(storage.project);
  const [historyIsOpen, history] = useDisclosure(false);
  const waitsInTrouble = !!outbox?.failed;
  const problem = useFolderProblem('export', storage);
  const job = running ?? last;
  const trouble = problem ? FOLDER_TROUBLE : waitsInTrouble ? IN_THE_WAY : null;
  const state = job ? STATUS_WORDS[job.status] : NOTHING_YET;
  return (
    <StorageCard
      title={title}
      path={storage.path}
      to={null}
      state={(!running && trouble) || state}
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
      {problem && (
        <Problem title="The folder cannot be used" error={problem}>
          {problem.includes(FOLDER_MISSING) && <CreateFolder path={storage.path} onCreated={() => write.start(true)} />}
        </Problem>
      )}
      {write.error && !problem && <Problem title="The export could not start" error={write.error} />}
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
