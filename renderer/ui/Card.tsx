import { Paper, type PaperProps } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';

/** A thing of its own on the canvas; with a name it is a landmark. */
export function Card(props: PaperProps & ComponentPropsWithoutRef<'section'>) {
  return <Paper component="section" withBorder p="lg" radius="lg" bg="var(--larder-surface)" {...props} />;
}
