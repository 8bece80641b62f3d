import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** Why it is empty, and what fills it. */
  words: ReactNode;
  /** It is the whole view, so its title is the view's. */
  isView?: boolean;
  children?: ReactNode;
}

/** A place where nothing is yet. */
export function EmptyState({ icon: Icon, title, words, isView = false, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={64} px="md" ta="center" maw={520} mx="auto">
      <ThemeIcon size={64} radius="xl" variant="light" mb="xs">
        <Icon size={32} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Title order={isView ? 1 : 2} size="h3">
        {title}
      </Title>
      <Text c="dimmed">{words}</Text>
      {children}
    </Stack>
  );
}
