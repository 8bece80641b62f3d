import { ActionIcon, Box, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import type { SyncIssue } from '../../api/issues.ts';
import { placeBelow } from '../../api/places.ts';
import { showPlace, wayToPlace } from '../../app/showPlace.ts';
import { asSentence } from '../../ui/words.ts';
import { placeOf } from './issueText.ts';

/** One bad file or item: where, what is wrong, what to do. Empty while its page is on its way. */
export function BadFileRow({ issue, root }: { issue: SyncIssue | undefined; root: string }) {
  if (!issue) {
    return (
      <Stack gap={8} p="sm">
        <Skeleton height={14} width="40%" />
        <Skeleton height={12} width="75%" />
      </Stack>
    );
  }
  const { icon: Icon, words } = wayToPlace;
  const place = placeOf(issue);
  return (
    <Group wrap="nowrap" gap="sm" px="sm" py={10} align="flex-start">
      <Box flex={1} miw={0}>
        <Text ff="monospace" size="sm" fw={550} className="path">
          {issue.file}{' '}
          {place && (
            <Text span size="sm" fw={400} c="dimmed">
              {place}
            </Text>
          )}
        </Text>
        <Text size="sm">{asSentence(issue.reason)}</Text>
        <Text size="sm" c="dimmed">
          {issue.advice}
        </Text>
      </Box>
      <Tooltip label={words}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${words}: ${issue.file}`}
          onClick={() => void showPlace(placeBelow(root, issue.file))}
        >
          <Icon size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
