import { useNavigate } from 'react-router';
import { useStartSample } from '../../api/newProject.ts';
import { tellProblem } from '../../ui/notices.tsx';

/** Makes the sample project and goes there. */
export function useSample() {
  const navigate = useNavigate();
  const { mutateAsync, isPending } = useStartSample();
  // By the promise: the view that asked is gone as soon as the first project is there, and its callbacks with it.
  const start = () =>
    void mutateAsync().then(
      ({ project }) => navigate(`/projects/${project}/tasks`),
      (error: Error) => tellProblem('Could not make the sample project', error),
    );
  return { start, isPending };
}
