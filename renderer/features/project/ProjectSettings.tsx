import { Stack } from '@mantine/core';
import { useProject } from '../../api/projects.ts';
import { useProjectId } from '../../app/useProjectId.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { DeleteProject } from './DeleteProject.tsx';
import { ProjectForm } from './ProjectForm.tsx';

/** Name, labeling and the end of a project. */
export default function ProjectSettings() {
  return (
    <Loaded query={useProject(useProjectId())} what="the project">
      {(project) => (
        <Stack maw={860} gap="lg">
          <ProjectForm key={project.id} project={project} />
          <DeleteProject project={project} />
        </Stack>
      )}
    </Loaded>
  );
}
