/** What can go wrong with the database file, in words that tell the person what to do. */
export class DatabaseError extends Error {
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

/** An error of SQLite that says the file is damaged, in words; any other stays what it is. */
export function inWordsIfDamaged(error: unknown, file: string): unknown {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT'))) return error;
  return new DatabaseError(
    `The database ${file} is damaged. It was left as it is: put a copy in its place (Larder keeps one of before each upgrade in the folder backups beside it), or choose another data folder.`,
    file,
  );
}
