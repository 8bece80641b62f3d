import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { newProjectEndpoints, type StartedProject } from '../../main/contract/newProject.ts';
import { call } from './client.ts';
import { putJob } from './events.ts';
import { queryKeys } from './queryKeys.ts';

export type NewProjectFields = z.input<typeof newProjectEndpoints.newProject.body>;

async function showStarted(client: QueryClient, { job }: StartedProject): Promise<void> {
  putJob(client, job);
  await Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.projects }),
    client.invalidateQueries({ queryKey: queryKeys.settings }),
  ]);
}

/** Creates a project from a folder and starts its sync. */
export function useStartProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProjectFields) => call(newProjectEndpoints.newProject, { body }),
    onSuccess: (started) => showStarted(client, started),
  });
}

export function useStartSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(newProjectEndpoints.sampleProject),
    onSuccess: (started) => showStarted(client, started),
  });
}
