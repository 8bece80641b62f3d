import { Button, Text } from '@mantine/core';
import { IconFilterOff, IconFolderPlus, IconMoodSmile } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useImportStorages } from '../../api/storages.ts';
import { useTaskWindow } from '../../api/tasks.ts';
import { useProjectId } from '../../app/useProjectId.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { countOf } from '../../ui/words.ts';
import { FilterBar } from './FilterBar.tsx';
import { TaskList } from './TaskList.tsx';
import classes from './Tasks.module.css';
import { useTaskFilter } from './useTaskFilter.ts';

function NoTasks({ project }: { project: number }) {
  const { data: storages } = useImportStorages(project);
  if (!storages) return null;
  if (!storages.length) {
    return (
      <EmptyState
        icon={IconFolderPlus}
        title="No tasks yet"
        words="Add a source folder: each of its files becomes a task."
      >
        <Button component={Link} to={`/projects/${project}/sources/new`}>
          Add a source folder
        </Button>
      </EmptyState>
    );
  }
  if (storages.some(({ status }) => status === 'in_progress' || status === 'queued')) {
    return (
      <EmptyState icon={IconMoodSmile} title="The first tasks are on their way" words="The folder is being read.">
        <Button component={Link} to={`/projects/${project}/sources`} variant="light">
          See how far it is
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconFolderPlus}
      title="No tasks yet"
      words="The source folders of this project gave none. Their cards say what was found and what was left out."
    >
      <Button component={Link} to={`/projects/${project}/sources`}>
        Look at the source folders
      </Button>
    </EmptyState>
  );
}

/** The tasks of a project: filter, order, pictures or table. */
export function Tasks() {
  const project = useProjectId();
  const { change, isFiltered, ...list } = useTaskFilter();
  const { filter, layout } = list;
  const { total, error, retry } = useTaskWindow(project, filter, 0, 1);
  if (total === undefined) {
    return error ? (
      <Problem title="Could not load the tasks" error={error} retry={retry} />
    ) : (
      <Loading what="the tasks" />
    );
  }
  if (total === 0 && !isFiltered) return <NoTasks project={project} />;
  return (
    <div className={classes.place}>
      <FilterBar project={project} filter={filter} layout={layout} change={change} />
      <Text size="sm" c="dimmed" mb="xs" className="figures" role="status">
        {isFiltered ? `${countOf(total, 'task')} found` : countOf(total, 'task')}
      </Text>
      {total > 0 ? (
        <TaskList key={JSON.stringify(filter)} project={project} total={total} {...list} />
      ) : (
        <EmptyState icon={IconFilterOff} title="No task matches" words="Nothing has this name, state and source.">
          <Button variant="default" onClick={() => change({ search: '', state: '', storage: '' })}>
            Show all tasks
          </Button>
        </EmptyState>
      )}
    </div>
  );
}
