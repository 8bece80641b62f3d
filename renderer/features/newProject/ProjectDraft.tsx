import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { FolderContents } from '../../../main/contract/folders.ts';
import { ApiError } from '../../api/client.ts';
import { useLabelingTemplates } from '../../api/folders.ts';
import { useStartProject } from '../../api/newProject.ts';
import { Card } from '../../ui/Card.tsx';
import { FileFilter } from '../../ui/FileFilter.tsx';
import { tell, tellProblem } from '../../ui/notices.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { type Draft, fieldsOf, outlook } from './draft.ts';
import { MethodChoice } from './MethodChoice.tsx';
import { RootGrant } from './RootGrant.tsx';
import { TemplateChoice } from './TemplateChoice.tsx';

interface ProjectDraftProps {
  contents: FolderContents;
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** The proposed project, all of it changeable, and the one press that makes it. */
export function ProjectDraft({ contents, draft, change }: ProjectDraftProps) {
  const navigate = useNavigate();
  const { data: templates = [] } = useLabelingTemplates();
  const start = useStartProject();
  const fields = start.error instanceof ApiError ? start.error.fields : {};
  const problemOf = (name: string) => fields[name]?.[0];
  const elsewhere = start.error && !['title', 'regex_filter', 'document_root'].some((name) => fields[name]);
  const refused = contents.place !== 'below the document root' && contents.proposed_root === null;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    // Whoever went elsewhere meanwhile is not taken away from there, but told.
    start.mutateAsync(fieldsOf(contents.path, draft, templates)).then(
      ({ project }) =>
        form.isConnected ? navigate(`/projects/${project}/tasks`) : tell(`The project “${draft.title}” is there.`),
      (error: Error) => form.isConnected || tellProblem('The project was not made', error),
    );
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <RootGrant
          contents={contents}
          root={draft.document_root}
          problem={problemOf('document_root')}
          onChange={(document_root) => change({ document_root })}
        />
        {elsewhere && <Problem title="The project was not made" error={start.error} />}
        <Group gap="sm">
          <Text size="sm" role="status" flex="1 1 260px">
            {!refused && outlook(contents, draft)}
          </Text>
          <Group gap="sm" ml="auto" wrap="nowrap">
            <Button variant="default" component={Link} to="/">
              Cancel
            </Button>
            <Button
              type="submit"
              size="md"
              loading={start.isPending}
              disabled={refused || !templates.length}
              data-autofocus
            >
              Create and import
            </Button>
          </Group>
        </Group>
        <Card>
          <Stack gap="lg">
            <TextInput
              label="Project name"
              name="title"
              value={draft.title}
              maxLength={50}
              onChange={(event) => change({ title: event.currentTarget.value })}
              error={problemOf('title')}
            />
            <MethodChoice filesMode={draft.use_blob_urls} onChange={(use_blob_urls) => change({ use_blob_urls })} />
            <FileFilter
              name="regex_filter"
              label="Which files"
              filter={draft.regex_filter}
              onChange={(regex_filter) => change({ regex_filter })}
              problem={problemOf('regex_filter')}
            />
            <Switch
              label="Files in sub-folders too"
              checked={draft.recursive_scan}
              onChange={(event) => change({ recursive_scan: event.currentTarget.checked })}
            />
            <TemplateChoice
              templates={templates}
              value={draft.template}
              onChange={(template) => change({ template })}
            />
          </Stack>
        </Card>
      </Stack>
    </form>
  );
}
