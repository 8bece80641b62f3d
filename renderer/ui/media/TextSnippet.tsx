import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { beginning } from './beginning.ts';
import classes from './Thumbnail.module.css';

const BYTES = 600;

/** The beginning of a text file. */
export function TextSnippet({ address, onFail }: { address: string; onFail: () => void }) {
  const { data, error } = useQuery({
    queryKey: ['snippet', address],
    queryFn: async ({ signal }) => new TextDecoder().decode(await beginning(address, BYTES, signal)),
    retry: false,
    gcTime: 60_000,
  });
  useEffect(() => {
    if (error) onFail();
  }, [error, onFail]);
  return (
    <Text component="div" className={classes.snippet} size="xs">
      {data}
    </Text>
  );
}
