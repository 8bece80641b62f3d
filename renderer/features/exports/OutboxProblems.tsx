import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { count, countOf } from '../../ui/words.ts';
import { groupProblems } from './groupProblems.ts';
import type { OutboxState } from './Written.tsx';

const NAMED = 5;

/** Why annotations do not get into the folder. They are safe in Larder, and go by themselves when the trouble is over. */
export function OutboxProblems({ failed, problems }: OutboxState) {
  const reasons = groupProblems(problems);
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${countOf(failed, 'annotation is', 'annotations are')} not in the folder yet`}
    >
      <Text size="sm">
        {failed === 1
          ? 'It is safe in Larder, and is written by itself when this is over:'
          : 'They are safe in Larder, and are written by themselves when this is over:'}
      </Text>
      <List size="sm" mt={4}>
        {reasons.slice(0, NAMED).map(({ problem, annotations }) => (
          <List.Item key={problem}>
            {annotations.length === 1 ? `Annotation ${annotations[0]}` : countOf(annotations.length, 'annotation')}:{' '}
            {problem}.
          </List.Item>
        ))}
        {reasons.length > NAMED && <List.Item>and {count(reasons.length - NAMED)} reasons more</List.Item>}
      </List>
    </Alert>
  );
}
