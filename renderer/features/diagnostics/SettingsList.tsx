import { Badge, Button, Group, List, Stack, Switch, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Settings, useChangeSettings } from '../../api/settings.ts';
import { useFolderPicker } from '../../app/folderPicker/useFolderPicker.tsx';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { count } from '../../ui/words.ts';

interface Setting {
  origin: Settings['document_root']['origin'];
  variable: string | null;
}

const ORIGINS: Record<Setting['origin'], string> = {
  variable: 'set by a variable',
  'command line': 'set when Larder was started',
  chosen: 'chosen here',
  'detected folder': 'found where Larder was started',
  default: 'not chosen',
};

const isLocked = ({ origin }: Setting) => origin === 'variable' || origin === 'command line';

function Origin({ setting }: { setting: Setting }) {
  return (
    <Badge
      variant="light"
      color={isLocked(setting) ? 'yellow' : 'gray'}
      leftSection={isLocked(setting) ? <IconLock size={12} aria-hidden /> : null}
    >
      {setting.variable ? `set by ${setting.variable}` : ORIGINS[setting.origin]}
    </Badge>
  );
}

function Row({
  title,
  words,
  setting,
  children,
}: {
  title: string;
  words: string;
  setting: Setting;
  children: ReactNode;
}) {
  return (
    <Group justify="space-between" gap="md" wrap="wrap">
      <div style={{ flex: '1 1 320px', minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={600}>{title}</Text>
          <Origin setting={setting} />
        </Group>
        <Text size="sm" c="dimmed">
          {words}
        </Text>
      </div>
      {children}
    </Group>
  );
}

/** Addresses of tasks follow another document root as soon as they can. */
function Addresses({ addresses }: { addresses: NonNullable<Settings['addresses']> }) {
  if (addresses.state === 'in place') return null;
  if (addresses.state === 'being rebased') {
    return (
      <Text size="sm" role="status" className="figures">
        The addresses of the tasks follow the new root: {count(addresses.tasks_done)} of {count(addresses.tasks)}.
      </Text>
    );
  }
  return (
    <Problem
      title="The tasks still belong to another document root"
      error={`Their addresses begin at ${addresses.root}. Move or delete these folders, or choose a root above them:`}
    >
      <List size="sm">
        {addresses.outside.map(({ path, title }) => (
          <List.Item key={path}>{title ? `${title}: ${path}` : path}</List.Item>
        ))}
      </List>
    </Problem>
  );
}

/** The settings in force, where each came from, and those that can be changed here. */
export function SettingsList({ settings }: { settings: Settings }) {
  const { chooseDocumentRoot } = useFolderPicker();
  const change = useChangeSettings();
  const { document_root: root, follow_links, natural_order } = settings;
  /** A switch moves at once; it goes back when the server refuses. */
  const isOn = (name: 'follow_links' | 'natural_order') =>
    (change.isPending ? change.variables[name] : undefined) ?? settings[name].value;
  const chooseRoot = async () => {
    const chosen = await chooseDocumentRoot(root.value && root.origin !== 'default' ? { startAt: root.value } : {});
    if (chosen) change.mutate({ document_root: chosen });
  };
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        Settings
      </Title>
      <Stack gap="lg">
        <Row
          title="Document root"
          words={`Files below it may be shown, if they lie in a source folder: ${root.origin === 'default' ? 'none is chosen yet' : root.value}`}
          setting={root}
        >
          <Button
            variant="default"
            disabled={isLocked(root)}
            loading={change.isPending}
            onClick={() => void chooseRoot()}
          >
            Change…
          </Button>
        </Row>
        {settings.addresses && <Addresses addresses={settings.addresses} />}
        {change.error && <Problem title="Nothing was changed" error={change.error} />}
        <Row
          title="Follow links"
          words="Also take files that a link in a source folder leads to, when they lie outside of the document root."
          setting={follow_links}
        >
          <Switch
            aria-label="Follow links"
            checked={isOn('follow_links')}
            onChange={(event) => change.mutate({ follow_links: event.currentTarget.checked })}
          />
        </Row>
        <Row
          title="Natural order"
          words="New tasks come as people count: picture 9 before picture 10."
          setting={natural_order}
        >
          <Switch
            aria-label="Natural order"
            checked={isOn('natural_order')}
            onChange={(event) => change.mutate({ natural_order: event.currentTarget.checked })}
          />
        </Row>
        <Row
          title="Showing files"
          words={
            settings.serving_enabled.value
              ? 'Allowed, below the document root.'
              : 'Not allowed yet: choose a document root.'
          }
          setting={settings.serving_enabled}
        >
          <Badge variant="light" color={settings.serving_enabled.value ? 'jar' : 'red'}>
            {settings.serving_enabled.value ? 'on' : 'off'}
          </Badge>
        </Row>
      </Stack>
    </Card>
  );
}
