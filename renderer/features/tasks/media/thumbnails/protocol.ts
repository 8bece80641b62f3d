export interface Wanted {
  id: number;
  address: string;
}

/** `shown` is the address to show: of the thumbnail, or of the file itself. */
export type Answer = { id: number; shown: string } | { id: number; problem: string };
