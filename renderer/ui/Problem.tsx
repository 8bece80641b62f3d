import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface ProblemProps {
  title?: string;
  /** Words for people; an error shows its message. */
  error: Error | string;
  retry?: () => void;
  children?: ReactNode;
}

/** Something went wrong: what, and what to do. */
export function Problem({ title = 'This did not work', error, retry, children }: ProblemProps) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      <Text size="sm">{typeof error === 'string' ? error : error.message}</Text>
      {(retry || children) && (
        <Group mt="sm" gap="xs">
          {retry && (
            <Button size="xs" variant="default" onClick={retry}>
              Try again
            </Button>
          )}
          {children}
        </Group>
      )}
    </Alert>
  );
}
