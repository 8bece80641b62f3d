import { Button, Group, Table, Text, Title } from '@mantine/core';
import { IconCopy, IconDeviceFloppy, IconKey } from '@tabler/icons-react';
import { useAppFacts, useSignInLink } from '../../api/diagnostics.ts';
import type { Settings } from '../../api/settings.ts';
import { Card } from '../../ui/Card.tsx';
import { copyAndTell } from '../../ui/copyText.ts';
import { tellProblem } from '../../ui/notices.tsx';
import { saveAndTell } from '../../ui/saveText.ts';

/** Name and value of what a report about trouble needs. */
function factsOf(settings: Settings, app: ReturnType<typeof useAppFacts>['data']): [string, string][] {
  const { document_root: root, host } = settings;
  return [
    ['Larder', settings.version],
    ...(app
      ? ([
          ['Electron', `${app.electron} (Chromium ${app.chromium}, Node ${app.node})`],
          ['System', `${app.platform} ${app.arch}`],
          ['Log file', app.logFile],
        ] satisfies [string, string][])
      : ([['Browser', navigator.userAgent]] satisfies [string, string][])),
    ['Data folder', settings.data_dir ?? 'known to the owner only'],
    ['Document root', `${root.value ?? 'known to the owner only'} (${root.variable ?? root.origin})`],
    ['Showing files', settings.serving_enabled.value ? 'on' : 'off'],
    ...(host.value ? ([['Addresses begin with', host.value]] satisfies [string, string][]) : []),
  ];
}

/** Versions and places, to be read or copied, and a way in for another browser. */
export function About({ settings }: { settings: Settings }) {
  const { data: app } = useAppFacts();
  const link = useSignInLink();
  const facts = factsOf(settings, app);
  const report = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        About this Larder
      </Title>
      <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={160} fw={500}>
                <Text size="sm" c="dimmed">
                  {name}
                </Text>
              </Table.Th>
              <Table.Td>
                <Text size="sm" className="path">
                  {value}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="lg" gap="sm">
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => void copyAndTell('report', report)}
        >
          Copy report
        </Button>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          onClick={() => void saveAndTell('report', 'larder-report.txt', `${report}\n`)}
        >
          Save report…
        </Button>
        <Button
          variant="default"
          leftSection={<IconKey size={16} aria-hidden />}
          loading={link.isPending}
          onClick={() => link.mutateAsync().catch((error: Error) => tellProblem('No link could be made', error))}
        >
          Sign in another browser
        </Button>
      </Group>
      {link.data && (
        <Text size="sm" mt="sm" className="path" role="status">
          Open this on this computer; it works once: <b>{link.data.url}</b>
        </Text>
      )}
    </Card>
  );
}
