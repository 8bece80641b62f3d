import { ActionIcon, Anchor, Box, Group, Stack, Title, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showPlace, wayToPlace } from '../../app/showPlace.ts';
import { Card } from '../../ui/Card.tsx';
import { PathText } from '../../ui/PathText.tsx';
import type { StateWords } from './jobWords.ts';
import { StateBadge } from './StateBadge.tsx';

interface StorageCardProps {
  title: string;
  path: string;
  /** Where the title leads; null: nowhere, this is the place of it. */
  to: string | null;
  state: StateWords;
  /** Buttons at the right. */
  actions: ReactNode;
  children: ReactNode;
}

/** One storage: what it is called, where it lies, how it stands, what can be done with it. */
export function StorageCard({ title, path, to, state, actions, children }: StorageCardProps) {
  const { icon: Icon, words } = wayToPlace;
  return (
    <Card aria-label={title} p={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Box miw={0} flex="1 1 240px">
          <Group gap="sm">
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {to ? (
                <Anchor component={Link} to={to} inherit c="inherit">
                  {title}
                </Anchor>
              ) : (
                title
              )}
            </Title>
            <StateBadge {...state} />
          </Group>
          <Group gap={4} wrap="nowrap" mt={4}>
            <PathText path={path} c="dimmed" />
            <Tooltip label={words}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`${words}: ${title}`}
                onClick={() => void showPlace(path)}
              >
                <Icon size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Box>
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      </Group>
      <Stack gap="sm" mt="md">
        {children}
      </Stack>
    </Card>
  );
}
