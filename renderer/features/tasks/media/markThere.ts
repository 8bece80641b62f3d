import type { SyntheticEvent } from 'react';

/** Tells the style sheet that the picture is there. */
export function markThere({ currentTarget }: SyntheticEvent<HTMLImageElement>): void {
  currentTarget.dataset.there = '';
}
