import {
  Alert,
  Breadcrumbs,
  Button,
  Group,
  NavLink,
  ScrollArea,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconArrowUp, IconFolder, IconFolderPlus, IconHome } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { FolderListing } from '../../../main/contract/folders.ts';
import { type FolderScope, useCreateFolder, useFolderListing } from '../../api/folders.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { PathText } from '../../ui/PathText.tsx';
import classes from './FolderBrowser.module.css';

interface FolderBrowserProps {
  scope: FolderScope;
  startAt: string | undefined;
  /** Whether the folder at the top may be chosen: a document root may, it is never a storage itself. */
  topMayBeChosen: boolean;
  canCreate: boolean;
  onChoose: (path: string) => void;
  onCancel: () => void;
}

function NewFolder({ parent, onMade }: { parent: string; onMade: (path: string) => void }) {
  const [name, setName] = useState('');
  const create = useCreateFolder();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate(`${parent}/${name.trim()}`, { onSuccess: ({ path }) => onMade(path) });
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-start">
        <TextInput
          flex={1}
          aria-label="Name of the new folder"
          placeholder="New folder"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={create.error?.message}
        />
        <Button type="submit" variant="default" disabled={!name.trim()} loading={create.isPending}>
          Make it
        </Button>
      </Group>
    </form>
  );
}

/** The way to a folder, each step a place to go back to. */
function Way({ listing, onGo }: { listing: FolderListing; onGo: (path: string) => void }) {
  const steps = listing.path.split('/').filter(Boolean).slice(-3);
  const last = steps.at(-1) ?? '/';
  return (
    <Group gap="xs" wrap="nowrap" mih={32}>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowUp size={16} aria-hidden />}
        disabled={listing.parent === null}
        onClick={() => listing.parent && onGo(listing.parent)}
      >
        Up
      </Button>
      <Breadcrumbs separator="/" separatorMargin={4} className={classes.way ?? ''}>
        {steps.length > 1 && (
          <Text size="sm" c="dimmed">
            {steps.slice(0, -1).join(' / ')}
          </Text>
        )}
        <Text size="sm" fw={600} aria-current="location">
          {last}
        </Text>
      </Breadcrumbs>
    </Group>
  );
}

/** Chooses a folder in a browser, which has no picker that tells paths: the server lists them. */
export function FolderBrowser({ scope, startAt, topMayBeChosen, canCreate, onChoose, onCancel }: FolderBrowserProps) {
  const [path, setPath] = useState<string | null>(startAt ?? null);
  const listing = useFolderListing(path, scope);
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
        <Stack gap="sm">
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
          <ScrollArea.Autosize mah="44vh" mih={180} className={classes.list ?? ''}>
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
          </ScrollArea.Autosize>
          {canCreate && <NewFolder parent={listed.path} onMade={setPath} />}
          <PathText path={listed.path} c="dimmed" />
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button
              data-autofocus
              disabled={listed.parent === null && !topMayBeChosen}
              onClick={() => onChoose(listed.path)}
            >
              Choose this folder
            </Button>
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}
