import { useQuery } from '@tanstack/react-query';
import { contract } from '../../main/contract/index.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

/** Whom the server knows this browser as. */
export const useWhoami = () =>
  useQuery({ queryKey: queryKeys.whoami, queryFn: ({ signal }) => call(contract.users.whoami, { signal }) });
