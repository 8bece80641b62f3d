import { Button, Stack, Text } from '@mantine/core';
import { useFolderContents } from '../../api/folders.ts';
import { useChangeSettings, useSettings } from '../../api/settings.ts';
import { useFolderPicker } from '../../app/folderPicker/useFolderPicker.tsx';

/** A folder that lies outside of the document root: offers the root that would hold both. */
export function OtherRoot({ root, path }: { root: string; path: string }) {
  const picker = useFolderPicker();
  const change = useChangeSettings();
  const origin = useSettings().data?.document_root;
  const proposed = useFolderContents(path, false).contents?.proposed_root;
  if (origin?.origin === 'variable' || origin?.origin === 'command line') {
    return (
      <Text size="sm">
        The document root is set by {origin.variable ?? 'the command line'}, so it can be changed only there.
      </Text>
    );
  }
  const choose = async () => {
    const chosen = await picker.chooseDocumentRoot(proposed ? { startAt: proposed } : {});
    if (chosen) change.mutate({ document_root: chosen });
  };
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm">
        {proposed ? (
          'With the folder below as document root, everything in it may be chosen; what is there now goes on working.'
        ) : (
          <>
            Larder reads only below the document root, <b>{root}</b>. Another one may hold this folder too.
          </>
        )}
      </Text>
      {proposed && (
        <Button
          size="xs"
          variant="light"
          loading={change.isPending}
          styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere' } }}
          h="auto"
          py={6}
          onClick={() => change.mutate({ document_root: proposed })}
        >
          Make {proposed === '/' ? 'the whole disk (/)' : proposed} the document root
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={choose}>
        Choose another document root…
      </Button>
      {change.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {change.error.message}
        </Text>
      )}
    </Stack>
  );
}
