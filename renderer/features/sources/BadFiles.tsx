import { Button, Group, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopy, IconDeviceFloppy, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { allIssues, type IssueSearch, useIssueCount, useIssueReasons } from '../../api/issues.ts';
import type { ImportStorage } from '../../api/storages.ts';
import { Card } from '../../ui/Card.tsx';
import { copyText } from '../../ui/copyText.ts';
import { tell, tellProblem } from '../../ui/notices.tsx';
import { saveText } from '../../ui/saveText.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { count, countOf } from '../../ui/words.ts';
import { BadFileList } from './BadFileList.tsx';
import { issuesAsText } from './issueText.ts';
import type { Source } from './useSource.ts';

/** Typing is over after this long (milliseconds). */
const SEARCH_AFTER_MS = 200;

/** What the last sync could not take, and why; nothing when it took all. */
export function BadFiles({ storage, source }: { storage: ImportStorage; source: Source }) {
  const [search, setSearch] = useState('');
  const [reason, setReason] = useState('');
  const [typed] = useDebouncedValue(search, SEARCH_AFTER_MS);
  const asked: IssueSearch = { search: typed.trim(), reason };
  const { data: all } = useIssueCount(storage.id, { search: '', reason: '' });
  const { data: matching = 0 } = useIssueCount(storage.id, asked);
  const { data: reasons = [] } = useIssueReasons(storage.id);
  const box = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', does: 'Search the problems', run: () => box.current?.focus() }]);
  const asText = async () => issuesAsText(await allIssues(storage.id, asked));
  const copy = useMutation({
    mutationFn: async () => copyText(await asText()),
    onSuccess: () => tell(`${countOf(matching, 'line')} copied.`),
    onError: (error) => tellProblem('Could not copy the list', error),
  });
  const save = useMutation({
    mutationFn: async () => saveText('larder-problems.tsv', `${await asText()}\n`),
    onSuccess: (place) => place !== null && tell(`${countOf(matching, 'line')} saved as ${place}.`),
    onError: (error) => tellProblem('Could not save the list', error),
  });
  if (!all) return null;
  return (
    <Card aria-labelledby="bad-files" p={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4" id="bad-files">
          {countOf(all, 'problem')}
        </Title>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            loading={copy.isPending}
            disabled={!matching}
            onClick={() => copy.mutate()}
          >
            Copy as text
          </Button>
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            loading={save.isPending}
            disabled={!matching}
            onClick={() => save.mutate()}
          >
            Save list…
          </Button>
          <Button
            variant="light"
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={!!source.running}
            loading={source.sync.isStarting}
            onClick={source.sync.start}
          >
            Try again
          </Button>
        </Group>
      </Group>
      <Group gap="sm" mb="sm" align="flex-end">
        <TextInput
          ref={box}
          flex="1 1 220px"
          label="Search"
          placeholder="A part of the name or of the reason"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {reasons.length > 1 && (
          <Select
            flex="1 1 260px"
            label="Reason"
            placeholder="Any reason"
            clearable
            searchable
            data={reasons.map((entry) => ({ value: entry.reason, label: `${entry.reason} (${count(entry.count)})` }))}
            value={reason || null}
            onChange={(value) => setReason(value ?? '')}
          />
        )}
      </Group>
      <Text size="sm" c="dimmed" role="status" mb="xs">
        {matching === all ? 'All are shown.' : `${count(matching)} of ${count(all)} are shown.`}
      </Text>
      <BadFileList storage={storage.id} asked={asked} total={matching} />
    </Card>
  );
}
