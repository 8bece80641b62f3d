import { Skeleton, Text } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'react-router';
import type { ListedTask } from '../../../main/contract/taskList.ts';
import { countOf } from '../../ui/words.ts';
import { Thumbnail } from './media/Thumbnail.tsx';
import classes from './Tasks.module.css';

interface TaskCardProps {
  /** undefined while it is on its way. */
  task: ListedTask | undefined;
  to: string;
  /** The one card that Tab reaches. */
  active: boolean;
}

/** What is known about the work on a task, in words. */
export const progressWords = ({ is_labeled, annotations, predictions }: ListedTask) =>
  annotations > 0
    ? countOf(annotations, 'annotation')
    : is_labeled
      ? 'Labeled'
      : predictions > 0
        ? countOf(predictions, 'prediction')
        : 'To do';

/** A task as a picture with its name below; drawn anew only when it changes, not for each row that scrolls in. */
export const TaskCard = memo(function TaskCard({ task, to, active }: TaskCardProps) {
  if (!task) return <Skeleton className={classes.card} radius="md" />;
  return (
    <Link className={classes.card} to={to} tabIndex={active ? 0 : -1} draggable={false}>
      <div className={classes.thumbnail}>
        <Thumbnail key={task.id} {...task} />
        {task.is_labeled && <IconCircleCheckFilled className={classes.done} size={22} aria-hidden />}
      </div>
      <Text size="sm" fw={550} truncate="end" title={task.file ?? task.name}>
        {task.name}
      </Text>
      <Text size="xs" c="dimmed">
        {progressWords(task)}
      </Text>
    </Link>
  );
});
