import { Tabs } from '@mantine/core';
import { IconDatabaseExport, IconFolders, IconLayoutGrid, IconSettings } from '@tabler/icons-react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useProject } from '../../api/projects.ts';
import { useProjectId } from '../../app/useProjectId.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { countOf } from '../../ui/words.ts';
import classes from './ProjectPlace.module.css';

const TABS = [
  { at: 'tasks', label: 'Tasks', icon: IconLayoutGrid },
  { at: 'sources', label: 'Source folders', icon: IconFolders },
  { at: 'exports', label: 'Export folders', icon: IconDatabaseExport },
  { at: 'settings', label: 'Project', icon: IconSettings },
];

/** One project: its title, and the tabs that everything of it is behind. */
export function ProjectPlace() {
  const id = useProjectId();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const tab = pathname.split('/')[3] ?? 'tasks';
  return (
    <Loaded query={useProject(id)} what="the project">
      {(project) => (
        <>
          <PageHeader
            title={project.title}
            words={`${countOf(project.task_number ?? 0, 'task')}, ${countOf(project.finished_task_number ?? 0, 'labeled', 'labeled')}`}
          />
          <Tabs
            classNames={{ tabSection: classes.icon ?? '' }}
            value={tab}
            onChange={(value) => value && navigate(`/projects/${id}/${value}`)}
            mb="lg"
          >
            <Tabs.List aria-label="Parts of the project">
              {TABS.map(({ at, label, icon: Icon }) => (
                <Tabs.Tab key={at} value={at} leftSection={<Icon size={18} stroke={1.5} aria-hidden />}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          {/* What was typed and chosen in one project does not go along to another. */}
          <Outlet key={id} />
        </>
      )}
    </Loaded>
  );
}
