import { Paper, type PaperProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** A thing of its own on the canvas. */
export function Card({ children, ...props }: PaperProps & { children: ReactNode }) {
  return (
    <Paper withBorder p="lg" radius="lg" bg="var(--larder-surface)" {...props}>
      {children}
    </Paper>
  );
}
