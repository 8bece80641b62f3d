import { Box, Button } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useFolderContents } from '../../api/folders.ts';
import { useNewProject } from '../../app/folderPicker/useNewProject.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Counted } from './Counted.tsx';
import { type Draft, draftOf } from './draft.ts';
import { ProjectDraft } from './ProjectDraft.tsx';

function FromFolder({ path }: { path: string }) {
  const { choose } = useNewProject();
  const [own, setOwn] = useState<Partial<Draft>>({});
  const recursive = own.recursive_scan ?? true;
  const { contents, error } = useFolderContents(path, recursive);
  return (
    <Box maw={860} mx="auto">
      <PageHeader title="New project" words="The files stay where they are: nothing is copied or moved.">
        <Button variant="default" onClick={() => void choose()}>
          Another folder
        </Button>
      </PageHeader>
      {error && <Problem title="This folder cannot be read" error={error} />}
      {!error && <Counted path={path} recursive={recursive} contents={contents} />}
      {contents && (
        <ProjectDraft
          contents={contents}
          draft={draftOf(contents, own)}
          change={(changes) => setOwn((before) => ({ ...before, ...changes }))}
        />
      )}
    </Box>
  );
}

/** A project from a folder: what is in it, what is proposed, one press. */
export default function NewProject() {
  const [params] = useSearchParams();
  const { choose } = useNewProject();
  const path = params.get('path');
  if (path) return <FromFolder key={path} path={path} />;
  return (
    <EmptyState
      isView
      icon={IconFolderPlus}
      title="A project begins with a folder"
      words="Choose one, or drop it anywhere on this window. What is in it decides what is proposed."
    >
      <Button size="md" mt="sm" onClick={() => void choose()} data-autofocus>
        Choose a folder
      </Button>
    </EmptyState>
  );
}
