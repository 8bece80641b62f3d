/** What can go wrong with the database file, in words that tell the person what to do. */
export class DatabaseError extends Error {
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}
