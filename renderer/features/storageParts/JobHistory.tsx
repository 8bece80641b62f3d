import { Table, Text } from '@mantine/core';
import type { JobAnswer } from '../../../main/contract/larder.ts';
import { isOver } from '../../api/events.ts';
import { duration, when } from '../../ui/words.ts';
import { jobSentence, STATUS_WORDS } from './jobWords.ts';
import { StateBadge } from './StateBadge.tsx';

const secondsOf = ({ created_at, finished_at }: JobAnswer) =>
  finished_at ? (Date.parse(finished_at) - Date.parse(created_at)) / 1000 : null;

function Run({ job }: { job: JobAnswer }) {
  const seconds = secondsOf(job);
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <time dateTime={job.created_at}>{when(job.created_at)}</time>
      </Table.Td>
      <Table.Td>
        <StateBadge {...STATUS_WORDS[job.status]} />
      </Table.Td>
      <Table.Td>{jobSentence(job)}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{seconds === null ? '' : duration(seconds)}</Table.Td>
    </Table.Tr>
  );
}

/** The runs of a storage that are over, the last first. */
export function JobHistory({ jobs, none }: { jobs: readonly JobAnswer[]; none: string }) {
  const over = jobs.filter(isOver);
  if (!over.length) return <Text c="dimmed">{none}</Text>;
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>How it ended</Table.Th>
            <Table.Th>What it did</Table.Th>
            <Table.Th>Took</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {over.map((job) => (
            <Run key={job.id} job={job} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
