import { ActionIcon, Anchor, Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useTask, useTasksAround } from '../../api/tasks.ts';
import { showPlace, wayToPlace } from '../../app/showPlace.ts';
import { useProjectId } from '../../app/useProjectId.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { count } from '../../ui/words.ts';
import { mediaFields } from './media/addresses.ts';
import { TaskFacts } from './TaskFacts.tsx';
import { TaskMedia } from './TaskMedia.tsx';
import { taskAddress, useTaskFilter } from './useTaskFilter.ts';
import classes from './Viewer.module.css';

/** The tasks before and after this one in the list that it was reached from. */
function useNeighbours(project: number) {
  const { filter, layout, place: at } = useTaskFilter();
  const { data } = useTasksAround(project, filter, Math.max(0, (at ?? 0) - 1), 3, at !== null);
  if (at === null || !data) return { place: null, before: null, after: null };
  const [before, after] = at === 0 ? [undefined, data.tasks[1]] : [data.tasks[0], data.tasks[2]];
  const address = (task: { id: number } | undefined, index: number) =>
    task ? taskAddress(project, task.id, index, { ...filter, layout }) : null;
  return {
    place: `${count(at + 1)} of ${count(data.total)}`,
    before: address(before, at - 1),
    after: address(after, at + 1),
  };
}

function Step({ to, words, icon: Icon }: { to: string | null; words: string; icon: typeof IconChevronLeft }) {
  const button = { variant: 'default', size: 'lg', 'aria-label': words } as const;
  return (
    <Tooltip label={words} openDelay={400}>
      {to ? (
        <ActionIcon component={Link} to={to} {...button}>
          <Icon size={20} aria-hidden />
        </ActionIcon>
      ) : (
        <ActionIcon {...button} disabled>
          <Icon size={20} aria-hidden />
        </ActionIcon>
      )}
    </Tooltip>
  );
}

/** One task: its file as large as there is room, its data and what was said about it. */
export default function TaskViewer() {
  const project = useProjectId();
  const id = Number(useParams().task);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { place, before, after } = useNeighbours(project);
  const list = `/projects/${project}/tasks?${params}`;
  useShortcuts([
    { keys: 'ArrowLeft', does: 'The task before', run: () => void (before && navigate(before)) },
    { keys: 'ArrowRight', does: 'The next task', run: () => void (after && navigate(after)) },
    { keys: 'Escape', does: 'Back to all tasks', run: () => void navigate(list) },
  ]);
  return (
    <Loaded query={useTask(project, id)} what="the task">
      {(task) => {
        const media = mediaFields(task.data);
        const file = task.storage_filename;
        return (
          <>
            <Anchor component={Link} to={list} size="sm" c="dimmed" className={classes.back}>
              <IconArrowLeft size={16} aria-hidden /> All tasks
            </Anchor>
            <PageHeader
              title={(file ?? media[0]?.path ?? `Task ${task.inner_id}`).split('/').at(-1) ?? ''}
              words={
                <Group component="span" gap="xs">
                  <Badge component="span" variant="light" color={task.is_labeled ? 'jar' : 'gray'}>
                    {task.is_labeled ? 'Labeled' : 'To do'}
                  </Badge>
                  <Text component="span" size="sm">
                    Task {task.id}
                  </Text>
                </Group>
              }
            >
              {place && (
                <Text size="sm" c="dimmed" className="figures">
                  {place}
                </Text>
              )}
              <Step to={before} words="The task before" icon={IconChevronLeft} />
              <Step to={after} words="The next task" icon={IconChevronRight} />
              {file && (
                <Tooltip label={wayToPlace.words} openDelay={400}>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={wayToPlace.words}
                    onClick={() => void showPlace(file)}
                  >
                    <wayToPlace.icon size={20} stroke={1.5} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
            </PageHeader>
            <div className={classes.halves}>
              <TaskMedia key={task.id} media={media} data={task.data} />
              <TaskFacts task={task} />
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
