import { Stack, Text } from '@mantine/core';
import type { FileKind } from '../../../../main/contract/fileKinds.ts';
import { useWhyNotShown, type WhyNotShown } from '../../../api/servedFiles.ts';
import { KindIcon } from '../../../ui/KindIcon.tsx';
import { formatOf } from './formats.ts';

interface NoPreviewProps {
  kind: FileKind;
  name: string;
  /** Unknown while the file is on its way: then there is nothing to say. */
  why?: WhyNotShown | undefined;
  /** No room for words. */
  isSmall: boolean;
}

function fewWords(why: WhyNotShown, name: string): string {
  if (why === 'not served') return 'Not available';
  if (why === 'empty') return 'Empty file';
  const format = formatOf(name);
  return format ? `${format}: no preview` : 'No preview';
}

/** The kind of a file in place of its looks, and why it has none. */
export function NoPreview({ kind, name, why, isSmall }: NoPreviewProps) {
  return (
    <Stack h="100%" c="dimmed" align="center" justify="center" gap={6}>
      <KindIcon kind={kind} size={isSmall ? 18 : 28} />
      {why && !isSmall && <Text size="xs">{fewWords(why, name)}</Text>}
    </Stack>
  );
}

/** The same for a file that could not be shown. */
export function FailedPreview({ address, ...props }: Omit<NoPreviewProps, 'why'> & { address: string }) {
  return <NoPreview {...props} why={useWhyNotShown(address).data} />;
}
