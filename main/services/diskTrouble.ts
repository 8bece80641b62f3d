interface DiskTrouble {
  what: string;
  remedy: string;
}

const DISK_TROUBLE: Record<string, DiskTrouble> = {
  SQLITE_FULL: { what: 'The disk of the data folder is full.', remedy: 'free some space' },
  SQLITE_READONLY: { what: 'The data folder cannot be written.', remedy: 'check its rights' },
  SQLITE_CORRUPT: {
    what: 'The database of the data folder is damaged.',
    remedy: 'stop Larder, put a copy of larder.db in its place',
  },
  SQLITE_IOERR: { what: 'The disk of the data folder reports an error.', remedy: 'check the disk' },
};

/** Trouble of the disk that the data folder is on, when it is what an error is about: no defect of Larder. */
export function diskTrouble(error: unknown): DiskTrouble | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return DISK_TROUBLE[code.split('_').slice(0, 2).join('_')];
}
