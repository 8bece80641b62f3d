import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import type { settings } from '../../main/contract/larder.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export type Settings = z.output<typeof settings>;

export const useSettings = () =>
  useQuery({ queryKey: queryKeys.settings, queryFn: ({ signal }) => call(contract.larder.getSettings, { signal }) });

export interface SettingChoices {
  document_root?: string | null;
  follow_links?: boolean;
  natural_order?: boolean;
}

/** Stores choices; null forgets one. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingChoices) => call(contract.larder.changeSettings, { body }),
    onSuccess: (settings) => {
      client.setQueryData(queryKeys.settings, settings);
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'settings' });
    },
  });
}

/** The folder that stored paths and addresses are relative to: the document root, or the one before while they cannot follow. */
export function useAddressRoot(): string {
  const settings = useSettings().data;
  return settings?.addresses?.root ?? settings?.document_root.value ?? '';
}
