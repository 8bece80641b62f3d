import type { Statement } from 'better-sqlite3';
import type { Database } from './open.ts';

export type Column = string | number | null;

/** Makes a function that changes the named columns of one row. Column names come from our code, never from a request. */
export function rowChanger(db: Database, table: string) {
  const statements = new Map<string, Statement<Column[]>>();
  return (id: number, columns: Record<string, Column>): void => {
    const names = Object.keys(columns);
    if (!names.length) return;
    const key = names.join();
    let statement = statements.get(key);
    if (!statement) {
      statement = db.prepare<Column[]>(
        `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      );
      statements.set(key, statement);
    }
    statement.run(...Object.values(columns), id);
  };
}
