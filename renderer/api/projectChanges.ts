import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newProjectEndpoints } from '../../main/contract/newProject.ts';
import { projectEndpoints } from '../../main/contract/projects.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export function useChangeProject(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; label_config: string }) =>
      call(projectEndpoints.updateProject, { params: { id }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.projects }),
        client.invalidateQueries({ queryKey: queryKeys.tasks(id) }),
      ]),
  });
}

export function useDeleteProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call(projectEndpoints.deleteProject, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.projects, exact: true }),
  });
}

/** Takes a deletion back. */
export function useRestoreProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call(newProjectEndpoints.restoreProject, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.projects }),
  });
}
