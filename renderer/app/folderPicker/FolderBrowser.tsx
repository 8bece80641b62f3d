import { Alert, Box, Button, Group, NavLink, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconFolder, IconHome } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { FolderListing } from '../../../main/contract/folders.ts';
import { type FolderScope, useFolderListing } from '../../api/folders.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { PathText } from '../../ui/PathText.tsx';
import classes from './FolderBrowser.module.css';
import { NewFolder } from './NewFolder.tsx';

interface FolderBrowserProps {
  scope: FolderScope;
  startAt: string | undefined;
  /** Whether the folder at the top may be chosen: a document root may, it is never a storage itself. */
  topMayBeChosen: boolean;
  canCreate: boolean;
  onChoose: (path: string) => void;
  onCancel: () => void;
}

/** Where one is, and the way back. */
function Way({ listing: { path, parent }, onGo }: { listing: FolderListing; onGo: (path: string) => void }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowUp size={16} aria-hidden />}
        disabled={parent === null}
        onClick={() => parent && onGo(parent)}
      >
        Up
      </Button>
      <Box miw={0}>
        <PathText path={path} />
      </Box>
    </Group>
  );
}

/** Chooses a folder in a browser, which has no picker that tells paths: the server lists them. */
export function FolderBrowser({ scope, startAt, topMayBeChosen, canCreate, onChoose, onCancel }: FolderBrowserProps) {
  const [path, setPath] = useState<string | null>(startAt ?? null);
  const listing = useFolderListing(path, scope);
  const element = useRef<HTMLDivElement>(null);
  const arrived = listing.isPlaceholderData ? undefined : listing.data;
  // What was pressed is gone with its list: the keys go on in the new one.
  useEffect(() => {
    if (arrived) element.current?.querySelector<HTMLElement>('nav button, [data-autofocus]')?.focus();
  }, [arrived]);
  const isClosedTop = listing.data?.parent === null && !topMayBeChosen;
  if (listing.error && path !== null) {
    return (
      <Stack>
        <Alert color="red" role="alert">
          {listing.error.message}
        </Alert>
        <Button variant="default" onClick={() => setPath(null)}>
          Begin at the top
        </Button>
      </Stack>
    );
  }
  return (
    <Loaded query={listing} what="the folders">
      {(listed) => (
        <Stack ref={element} gap="sm">
          <Way listing={listed} onGo={setPath} />
          {listed.places.length > 0 && (
            <Group gap="xs">
              {listed.places.map((place) => (
                <Button
                  key={place.path}
                  size="compact-sm"
                  variant="light"
                  leftSection={<IconHome size={14} aria-hidden />}
                  onClick={() => setPath(place.path)}
                >
                  {place.name}
                </Button>
              ))}
            </Group>
          )}
          <ScrollArea className={classes.list ?? ''}>
            <nav aria-label="Folders">
              {listed.folders.map((folder) => (
                <NavLink
                  key={folder.path}
                  component={UnstyledButton}
                  label={folder.name}
                  leftSection={<IconFolder size={18} stroke={1.5} aria-hidden />}
                  onClick={() => setPath(folder.path)}
                />
              ))}
            </nav>
            {!listed.folders.length && (
              <Text c="dimmed" size="sm" p="lg" ta="center">
                There are no folders in this one.
              </Text>
            )}
          </ScrollArea>
          {isClosedTop && (
            <Text size="sm" c="dimmed">
              This is the document root, and Larder reads only below it: choose a folder in it. Another root can be
              chosen in Diagnostics.
            </Text>
          )}
          {canCreate && <NewFolder parent={listed.path} onMade={setPath} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button data-autofocus disabled={isClosedTop} onClick={() => onChoose(listed.path)}>
              Choose this folder
            </Button>
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}
