import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import type { syncIssue } from '../../main/contract/larder.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export type SyncIssue = z.output<typeof syncIssue>;

export interface IssueSearch {
  search: string;
  /** Empty: any. */
  reason: string;
}

export const ISSUES_A_PAGE = 200;
/** The most that the server answers at once; for copying all. */
const MOST_A_PAGE = 10_000;

const issuesPage = (storage: number, asked: IssueSearch, page: number, size: number, signal?: AbortSignal) =>
  call(contract.larder.listIssues, {
    params: { id: storage },
    query: { ...asked, page, page_size: size },
    ...(signal ? { signal } : {}),
  });

/** How many bad files there are. */
export const useIssueCount = (storage: number, asked: IssueSearch) =>
  useQuery({
    queryKey: [...queryKeys.storageIssues(storage), asked, 'count'],
    queryFn: async ({ signal }) => (await issuesPage(storage, asked, 1, 1, signal)).total,
    placeholderData: keepPreviousData,
  });

/** The pages (from 0) that are in sight, and nothing of the others. */
export const useIssuePages = (storage: number, asked: IssueSearch, pages: readonly number[]) =>
  useQueries({
    queries: pages.map((page) => ({
      queryKey: [...queryKeys.storageIssues(storage), asked, page],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await issuesPage(storage, asked, page + 1, ISSUES_A_PAGE, signal)).issues,
      // Whoever scrolls through a hundred thousand rows does not want to keep them.
      gcTime: 30_000,
    })),
  });

export const useIssueReasons = (storage: number) =>
  useQuery({
    queryKey: [...queryKeys.storageIssues(storage), 'reasons'],
    queryFn: ({ signal }) => call(contract.larder.listIssueReasons, { params: { id: storage }, signal }),
  });

/** Every row that a search finds. */
export async function allIssues(storage: number, asked: IssueSearch): Promise<SyncIssue[]> {
  const all: SyncIssue[] = [];
  for (let page = 1; ; page += 1) {
    const { total, issues } = await issuesPage(storage, asked, page, MOST_A_PAGE);
    all.push(...issues);
    if (all.length >= total || !issues.length) return all;
  }
}
