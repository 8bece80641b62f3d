import { Box, Group, ScrollArea, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { StoragePreview } from '../../../main/contract/newProject.ts';
import { KIND_WORDS, KindIcon } from '../../ui/KindIcon.tsx';
import { PathText } from '../../ui/PathText.tsx';
import { asSentence, count, countOf, fileSize } from '../../ui/words.ts';

type File = StoragePreview['files'][number];

function PreviewedFile({ file: { name, kind, size, tasks, problem } }: { file: File }) {
  const facts = [
    size === null ? null : fileSize(size),
    tasks === null || (problem && !tasks) ? null : countOf(tasks, 'task'),
  ];
  return (
    <Box component="li" py={8} style={{ borderBottom: '1px solid var(--larder-line)' }}>
      <Group wrap="nowrap" gap="sm">
        <Box c="dimmed" lh={0} role="img" aria-label={KIND_WORDS[kind][0]}>
          <KindIcon kind={kind} size={18} />
        </Box>
        <Box flex={1} miw={0}>
          <PathText path={name} />
        </Box>
        <Text size="sm" c="dimmed" className="figures" style={{ whiteSpace: 'nowrap' }}>
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </Group>
      {problem && (
        <Group wrap="nowrap" gap={6} mt={2} align="flex-start" c="var(--mantine-color-error)">
          <IconAlertTriangle size={16} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
          <Text size="sm">{asSentence(problem)}</Text>
        </Group>
      )}
    </Box>
  );
}

/** The first files that a sync would take, in its order. */
export function PreviewedFiles({ files, matched }: { files: readonly File[]; matched: number }) {
  if (!files.length) return null;
  return (
    <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, 'aria-label': 'Files that the sync takes' }}>
      <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {files.map((file) => (
          <PreviewedFile key={file.name} file={file} />
        ))}
      </Box>
      {matched > files.length && (
        <Text size="sm" c="dimmed" py="xs">
          and {count(matched - files.length)} more
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}
