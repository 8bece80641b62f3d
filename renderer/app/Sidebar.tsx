import { Box, Button, Divider, NavLink, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconKeyboard, IconPlus, IconSearch, IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, NavLink as RouterLink, useLocation } from 'react-router';
import { type Project, useProjects } from '../api/projects.ts';
import { count } from '../ui/words.ts';
import { Brand } from './Brand.tsx';
import classes from './Shell.module.css';
import { showShortcuts } from './showShortcuts.tsx';

/** From here on a list is long enough to be searched. */
const MANY = 8;

function ProjectLink({ project }: { project: Project }) {
  const { pathname } = useLocation();
  const at = `/projects/${project.id}`;
  const total = project.task_number ?? 0;
  const done = project.finished_task_number ?? 0;
  return (
    <NavLink
      component={RouterLink}
      to={`${at}/tasks`}
      className={classes.project}
      active={pathname === at || pathname.startsWith(`${at}/`)}
      label={project.title}
      description={total ? `${count(done)} of ${count(total)} labeled` : 'No tasks yet'}
      styles={{ label: { overflowWrap: 'anywhere' } }}
    />
  );
}

/** The projects, and what belongs to all of them. */
export function Sidebar() {
  const { data: projects = [] } = useProjects();
  const { pathname } = useLocation();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = wanted ? projects.filter(({ title }) => title.toLowerCase().includes(wanted)) : projects;
  return (
    <Stack h="100%" gap="sm" p="md">
      <Box visibleFrom="sm" py={4}>
        <Brand />
      </Box>
      <Button component={Link} to="/new" leftSection={<IconPlus size={18} aria-hidden />} fullWidth>
        New project
      </Button>
      {projects.length >= MANY && (
        <TextInput
          aria-label="Search projects"
          placeholder="Search projects"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ScrollArea flex={1} mx="calc(var(--mantine-spacing-xs) * -1)" px="xs">
        <nav aria-label="Projects">
          {shown.map((project) => (
            <ProjectLink key={project.id} project={project} />
          ))}
          {wanted && !shown.length && (
            <Text size="sm" c="dimmed" p="xs">
              No project has “{search}” in its name.
            </Text>
          )}
        </nav>
      </ScrollArea>
      <Divider color="var(--larder-line)" />
      <NavLink
        component={RouterLink}
        to="/diagnostics"
        active={pathname === '/diagnostics'}
        className={classes.project}
        label="Diagnostics"
        leftSection={<IconStethoscope size={18} stroke={1.5} aria-hidden />}
      />
      <NavLink
        component="button"
        className={classes.project}
        label="Keyboard shortcuts"
        leftSection={<IconKeyboard size={18} stroke={1.5} aria-hidden />}
        onClick={showShortcuts}
      />
    </Stack>
  );
}
