import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import type { project } from '../../main/contract/projects.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export type Project = z.output<typeof project>;

const MOST = 1000;

/** All projects, newest first. */
export const useProjects = () =>
  useQuery({
    queryKey: queryKeys.projects,
    queryFn: async ({ signal }) =>
      (await call(contract.projects.listProjects, { query: { page_size: MOST }, signal })).results,
  });

export const useProject = (id: number) =>
  useQuery({
    queryKey: queryKeys.project(id),
    queryFn: ({ signal }) => call(contract.projects.getProject, { params: { id }, signal }),
  });
