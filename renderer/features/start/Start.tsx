import { useProjects } from '../../api/projects.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { FirstStart } from './FirstStart.tsx';
import { RecentProjects } from './RecentProjects.tsx';

/** Where Larder begins: the first folder, or the projects that are there. */
export function Start() {
  return (
    <Loaded query={useProjects()} what="your projects">
      {(projects) => (projects.length ? <RecentProjects projects={projects} /> : <FirstStart />)}
    </Loaded>
  );
}
