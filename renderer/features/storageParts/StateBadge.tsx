import { Badge } from '@mantine/core';
import type { StateWords } from './jobWords.ts';

const TEXT: Partial<Record<StateWords['color'], string>> = {
  yellow: 'var(--larder-warning)',
  red: 'var(--larder-error)',
};

/** How something stands, in a word or two that are legible on their colour. */
export function StateBadge({ words, color }: StateWords) {
  const text = TEXT[color];
  return (
    <Badge color={color} variant="light" tt="none" fw={600} {...(text ? { c: text } : {})}>
      {words}
    </Badge>
  );
}
