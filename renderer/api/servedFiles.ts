import { useQuery } from '@tanstack/react-query';
import { ApiError } from './client.ts';
import { queryKeys } from './queryKeys.ts';

/** What was looked at a minute ago is read anew: there are many files (milliseconds). */
const FORGET_MS = 60_000;

/** The first bytes of a served file; throws an ApiError when it is not served. */
export async function beginning(address: string, bytes: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(address, { headers: { Range: `bytes=0-${bytes - 1}` }, signal });
  // An empty file has no first byte.
  if (response.status === 416) return new ArrayBuffer(0);
  if (!response.ok) throw new ApiError(response.status, 'The file is not served.');
  return response.arrayBuffer();
}

/** The beginning of a served text, and whether more comes after it. */
export const useTextBeginning = (address: string, bytes: number) =>
  useQuery({
    queryKey: queryKeys.textBeginning(address, bytes),
    queryFn: async ({ signal }) => {
      const read = await beginning(address, bytes, signal);
      return { text: new TextDecoder().decode(read), isCut: read.byteLength >= bytes };
    },
    retry: false,
    gcTime: FORGET_MS,
  });

export type WhyNotShown = 'not served' | 'empty' | 'content';

/** What is the matter with a file that could not be shown: asked only then. */
export const useWhyNotShown = (address: string) =>
  useQuery({
    queryKey: queryKeys.whyNotShown(address),
    queryFn: async ({ signal }): Promise<WhyNotShown> => {
      try {
        return (await beginning(address, 1, signal)).byteLength > 0 ? 'content' : 'empty';
      } catch (error) {
        if (error instanceof ApiError) return 'not served';
        throw error;
      }
    },
    retry: false,
    gcTime: FORGET_MS,
  });
