import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useExplanation } from '../../api/diagnostics.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Explained } from './Explained.tsx';

/** "Why can't I see this file?": the rules of serving for one path. */
export function WhyNot() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('path') ?? '';
  const [text, setText] = useState(asked);
  const explanation = useExplanation(asked);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === asked) void explanation.refetch();
    else setParams(text.trim() ? { path: text.trim() } : {}, { replace: true });
  };
  return (
    <Card>
      <Title order={2} size="h4">
        Why can’t I see this file?
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Paste the path of a file, or the address that a task has in its data.
      </Text>
      <form onSubmit={ask}>
        <Group gap="sm" align="flex-end">
          <TextInput
            flex="1 1 240px"
            aria-label="Path or address of a file"
            placeholder="/home/me/data/birds/a.jpg"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            spellCheck={false}
          />
          <Button type="submit" loading={explanation.isFetching}>
            Find out
          </Button>
        </Group>
      </form>
      {asked && (
        <Stack mt="lg">
          <Loaded query={explanation} what="the explanation">
            {(found) => <Explained asked={asked} explanation={found} recheck={() => void explanation.refetch()} />}
          </Loaded>
        </Stack>
      )}
    </Card>
  );
}
