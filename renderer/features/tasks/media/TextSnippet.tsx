import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTextBeginning } from '../../../api/servedFiles.ts';
import classes from './Thumbnail.module.css';

const BYTES = 600;

interface TextSnippetProps {
  address: string;
  /** Until it is there. */
  instead: ReactNode;
  /** When it is not served, or empty. */
  missing: ReactNode;
}

/** The beginning of a text file. */
export function TextSnippet({ address, instead, missing }: TextSnippetProps) {
  const { data, error } = useTextBeginning(address, BYTES);
  if (error || data?.text === '') return missing;
  if (!data) return instead;
  return (
    <Text component="div" className={classes.snippet} size="xs">
      {data.text}
    </Text>
  );
}
