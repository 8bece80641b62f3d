import { Button, Group, Text, Title } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useDeleteProject, useRestoreProject } from '../../api/projectChanges.ts';
import type { Project } from '../../api/projects.ts';
import { Card } from '../../ui/Card.tsx';
import { confirmDeletion } from '../../ui/confirmDeletion.tsx';
import { tellProblem, tellWithUndo } from '../../ui/notices.tsx';
import { countOf } from '../../ui/words.ts';

/** The end of a project: what goes, what stays, and the way back for a while. */
export function DeleteProject({ project }: { project: Project }) {
  const navigate = useNavigate();
  const remove = useDeleteProject();
  const restore = useRestoreProject();
  const { id, title } = project;
  const onConfirm = async () => {
    try {
      await remove.mutateAsync(id);
      void navigate('/');
      tellWithUndo(`“${title}” is deleted.`, () => restore.mutateAsync(id));
    } catch (error) {
      tellProblem('The project was not deleted', error as Error);
    }
  };
  const ask = () =>
    confirmDeletion({
      title: `Delete “${title}”?`,
      goes: [
        `${countOf(project.task_number ?? 0, 'task')} and ${countOf(project.total_annotations_number ?? 0, 'annotation')} in Larder`,
        'Which source and export folders belong to it',
      ],
      stays: ['Every source file, untouched', 'The annotation files in the export folders'],
      confirm: 'Delete the project',
      onConfirm: () => void onConfirm(),
    });
  return (
    <Card>
      <Group justify="space-between">
        <div>
          <Title order={2} size="h5">
            Delete this project
          </Title>
          <Text size="sm" c="dimmed">
            Your files stay where they are. It can be taken back for a short while.
          </Text>
        </div>
        <Button color="red" variant="outline" loading={remove.isPending} onClick={ask}>
          Delete…
        </Button>
      </Group>
    </Card>
  );
}
