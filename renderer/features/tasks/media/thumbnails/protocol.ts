export interface Wanted {
  id: number;
  address: string;
}

/** `shown` is the address to show: of the thumbnail, or of the file itself; `refused` the status of a file that is not served. */
export type Answer = { id: number } & ({ shown: string } | { refused: number } | { problem: string });
