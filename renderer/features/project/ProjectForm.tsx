import { Button, Group, Menu, Stack, Textarea, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { useLabelingTemplates } from '../../api/folders.ts';
import { useChangeProject } from '../../api/projectChanges.ts';
import type { Project } from '../../api/projects.ts';
import { Card } from '../../ui/Card.tsx';
import { tell, tellProblem } from '../../ui/notices.tsx';
import { Problem } from '../../ui/Problem.tsx';

function Templates({ onChoose }: { onChoose: (config: string) => void }) {
  const { data: templates = [] } = useLabelingTemplates();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Start from a template
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.map(({ id, title, label_config }) => (
          <Menu.Item key={id} onClick={() => onChoose(label_config)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Name and labeling config; what the server has against them stands beside them. */
export function ProjectForm({ project }: { project: Project }) {
  const [title, setTitle] = useState(project.title);
  const [config, setConfig] = useState(project.label_config);
  const change = useChangeProject(project.id);
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  const isChanged = title !== project.title || config !== project.label_config;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    change.mutateAsync({ title, label_config: config }).then(
      () => tell('The project is saved.'),
      (error: Error) => form.isConnected || tellProblem('The project was not saved', error),
    );
  };
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label="Project name"
            name="title"
            maxLength={50}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={fields.title?.[0]}
          />
          <div>
            <Textarea
              label="Labeling config"
              description="How tasks are shown and what can be said about them, in Label Studio’s language."
              name="label_config"
              autosize
              minRows={8}
              maxRows={24}
              spellCheck={false}
              value={config}
              onChange={(event) => setConfig(event.currentTarget.value)}
              error={fields.label_config?.[0]}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, lineHeight: 1.55 } }}
            />
            <Group justify="flex-end" mt="xs">
              <Templates onChoose={setConfig} />
            </Group>
          </div>
          {change.error && !fields.title && !fields.label_config && (
            <Problem title="The project was not saved" error={change.error} />
          )}
          <Group justify="flex-end">
            <Button type="submit" disabled={!isChanged} loading={change.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
