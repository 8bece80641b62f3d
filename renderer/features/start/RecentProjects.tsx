import { Anchor, Group, Progress, SimpleGrid, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Project } from '../../api/projects.ts';
import { Card } from '../../ui/Card.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { count, countOf, when } from '../../ui/words.ts';
import { FolderTarget } from './FolderTarget.tsx';
import classes from './Start.module.css';

function ProjectCard({ project }: { project: Project }) {
  const total = project.task_number ?? 0;
  const done = project.finished_task_number ?? 0;
  return (
    <Card className={classes.project ?? ''}>
      <Title order={2} size="h4" lineClamp={2}>
        <Anchor
          component={Link}
          to={`/projects/${project.id}/tasks`}
          className={classes.projectLink ?? ''}
          inherit
          c="inherit"
        >
          {project.title}
        </Anchor>
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Made {when(project.created_at)}
      </Text>
      <Progress
        value={total ? (100 * done) / total : 0}
        size="sm"
        aria-label={`${count(done)} of ${count(total)} tasks are labeled`}
      />
      <Group justify="space-between" mt={6} className="figures">
        <Text size="sm">{total ? `${count(done)} of ${countOf(total, 'task')} labeled` : 'No tasks yet'}</Text>
        <Text size="sm" c="dimmed">
          {countOf(project.total_annotations_number ?? 0, 'annotation')}
        </Text>
      </Group>
    </Card>
  );
}

/** The projects that are there, newest first, and the way to another one. */
export function RecentProjects({ projects }: { projects: Project[] }) {
  return (
    <>
      <PageHeader title="Projects" />
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="lg">
        <FolderTarget />
        {projects.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </SimpleGrid>
    </>
  );
}
