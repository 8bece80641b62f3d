import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTextBeginning } from '../../../api/servedFiles.ts';
import classes from './Thumbnail.module.css';

const BYTES = 600;

/** The beginning of a text file; `instead` until it is there, and when it is not served. */
export function TextSnippet({ address, instead }: { address: string; instead: ReactNode }) {
  const { data, error } = useTextBeginning(address, BYTES);
  if (error || !data) return instead;
  return (
    <Text component="div" className={classes.snippet} size="xs">
      {data.text}
    </Text>
  );
}
