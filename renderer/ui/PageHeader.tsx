import { Box, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  words?: ReactNode;
  /** Buttons at the right. */
  children?: ReactNode;
}

/** The head of a view: what this is, and what can be done here. */
export function PageHeader({ title, words, children }: PageHeaderProps) {
  useDocumentTitle(`${title} – Larder`);
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="lg">
      <Box miw={0} flex="1 1 200px">
        <Title order={1} size="h2" lh={1.25} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {words && (
          <Text c="dimmed" mt={4}>
            {words}
          </Text>
        )}
      </Box>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
