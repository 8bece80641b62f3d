import { useNavigate } from 'react-router';
import { useStartSample } from '../../api/newProject.ts';
import { tellProblem } from '../../ui/notices.tsx';

/** Makes the sample project and goes there. */
export function useSample() {
  const navigate = useNavigate();
  const { mutate, isPending } = useStartSample();
  const start = () =>
    mutate(undefined, {
      onSuccess: ({ project }) => void navigate(`/projects/${project}/tasks`),
      onError: (error) => tellProblem('Could not make the sample project', error),
    });
  return { start, isPending };
}
