import { Alert, Anchor, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import type { FolderContents } from '../../../main/contract/folders.ts';
import { useSettings } from '../../api/settings.ts';
import { useFolderPicker } from '../../app/folderPicker/useFolderPicker.tsx';

interface RootGrantProps {
  contents: FolderContents;
  root: string;
  problem: string | undefined;
  onChange: (root: string) => void;
}

/** The document root that this project needs: the permission to serve what lies below it, in one plain sentence. */
export function RootGrant({ contents, root, problem, onChange }: RootGrantProps) {
  const { chooseDocumentRoot } = useFolderPicker();
  const current = useSettings().data?.document_root;
  if (contents.place === 'below the document root') return null;
  if (contents.proposed_root === null) {
    return (
      <Alert color="red" icon={<IconShieldX aria-hidden />} title="This folder cannot be used now" role="alert">
        Larder may show files below <b>{current?.value}</b> only, and that is set by{' '}
        {current?.variable ?? 'the command line'}. Choose a folder inside it, or start Larder with another document
        root.
      </Alert>
    );
  }
  const choose = async () => {
    const chosen = await chooseDocumentRoot({ startAt: root });
    if (chosen) onChange(chosen);
  };
  const before = contents.place === 'no document root yet' ? '' : ` instead of ${current?.value}`;
  return (
    <Alert color="jar" icon={<IconShieldCheck aria-hidden />} role="note">
      <Text size="sm">
        With this, Larder may show files below <b className="path">{root}</b>
        {before} on this computer, to nobody but you.{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => void choose()}>
          Choose another document root
        </Anchor>
      </Text>
      {contents.place !== 'no document root yet' && (
        <Text size="sm" c="dimmed" mt={4}>
          {contents.place === 'outside'
            ? 'The folder lies outside of the document root that is in force. The projects that are there go on working.'
            : 'The document root itself cannot be a source folder, so the one above it is proposed. The projects that are there go on working.'}
        </Text>
      )}
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
          {problem}
        </Text>
      )}
    </Alert>
  );
}
