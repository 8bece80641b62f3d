import { Badge } from '@mantine/core';
import type { StateWords } from './jobWords.ts';

/** How something stands, in a word or two that are legible on their colour. */
export function StateBadge({ words, color }: StateWords) {
  return (
    <Badge color={color} variant="light" fw={600} miw="max-content">
      {words}
    </Badge>
  );
}
