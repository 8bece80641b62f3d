import { Skeleton, Text } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'react-router';
import type { ListedTask } from '../../../main/contract/taskList.ts';
import { when } from '../../ui/words.ts';
import { Thumbnail } from './media/Thumbnail.tsx';
import { progressWords } from './TaskCard.tsx';
import classes from './Tasks.module.css';

interface TaskRowProps {
  task: ListedTask | undefined;
  to: string;
  active: boolean;
  /** The title of the source folder that the task came from, and the folders in it that lead to the file. */
  source: string;
  folder: string;
}

/** A task as a line: file name first. */
export const TaskRow = memo(function TaskRow({ task, to, active, source, folder }: TaskRowProps) {
  if (!task) {
    return (
      <div className={classes.line}>
        <Skeleton h={16} radius="sm" />
      </div>
    );
  }
  return (
    <Link className={classes.line} to={to} tabIndex={active ? 0 : -1} draggable={false}>
      <div className={classes.lineThumbnail}>
        <Thumbnail key={task.id} {...task} isSmall />
      </div>
      <Text size="sm" fw={550} truncate="end" title={task.file ?? task.name}>
        {task.name}
        {folder && (
          <Text span size="sm" c="dimmed" fw={400} ml="sm">
            {folder}
          </Text>
        )}
      </Text>
      <Text size="sm" c="dimmed" truncate="end" className={classes.wide}>
        {source}
      </Text>
      <Text size="sm" className={classes.state ?? ''} c={task.is_labeled ? 'inherit' : 'dimmed'}>
        {task.is_labeled && <IconCircleCheckFilled className={classes.doneInLine} size={16} aria-hidden />}
        {progressWords(task)}
      </Text>
      <Text size="sm" c="dimmed" className={`${classes.wide} figures`}>
        {when(task.updated_at)}
      </Text>
    </Link>
  );
});
