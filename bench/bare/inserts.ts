// Bare better-sqlite3: the task and link rows of a database that Larder made, put into a fresh one of the same schema.
//   node inserts.ts DATABASE ROWS FOLDER
// Prints {rows, without_triggers: seconds, with_triggers: seconds} as one line of JSON.
import { rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

const [file = '', rowsAsked, folder = ''] = process.argv.slice(2);
const WARM = 2000;
const TASK = ['project_id', 'inner_id', 'data', 'allow_skip', 'created_at'];
const LINK = ['storage_id', 'path', 'row_index'];
/** What the rows refer to. */
const NEEDED = ['user', 'project', 'local_files_import_storage'];

const source = new Sqlite(file, { readonly: true });
const columns = [...TASK.map((name) => `task.${name}`), ...LINK.map((name) => `link.${name}`)];
const rows = source
  .prepare<[number], unknown[]>(
    `SELECT ${columns} FROM task JOIN local_files_import_storage_link AS link ON link.task_id = task.id
     ORDER BY task.id LIMIT ?`,
  )
  .raw()
  .all(Number(rowsAsked));
const schema = source
  .prepare<[], { type: string; sql: string }>(
    "SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
  )
  .all();
source.close();

function freshDatabase(target: string, withTriggers: boolean) {
  const db = new Sqlite(target);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  const kinds = ['table', 'index', ...(withTriggers ? ['trigger'] : [])];
  for (const kind of kinds) for (const { type, sql } of schema) if (type === kind) db.exec(sql);
  db.prepare('ATTACH ? AS larder').run(file);
  for (const table of NEEDED) db.exec(`INSERT INTO main.${table} SELECT * FROM larder.${table}`);
  db.exec('DETACH larder');
  return db;
}

/** One transaction; batches of 1,000 as the sync has them take as long. */
function insertAll(withTriggers: boolean, rows: unknown[][]): number {
  const target = path.join(folder, 'bare.db');
  const db = freshDatabase(target, withTriggers);
  const marks = (names: string[]) => names.map(() => '?').join(', ');
  const task = db.prepare(`INSERT INTO task (${TASK}) VALUES (${marks(TASK)})`);
  const link = db.prepare(`INSERT INTO local_files_import_storage_link (task_id, ${LINK}) VALUES (?, ${marks(LINK)})`);
  const insert = db.transaction(() => {
    for (const [project, innerId, data, skip, created, storage, file, rowIndex] of rows) {
      const id = task.run(project, innerId, data, skip, created).lastInsertRowid;
      link.run(id, storage, file, rowIndex);
    }
  });
  const begun = performance.now();
  insert();
  const seconds = (performance.now() - begun) / 1000;
  const stored = db.prepare('SELECT count(*) FROM local_files_import_storage_link').pluck().get();
  if (stored !== rows.length) throw new Error(`${stored} rows stored, expected ${rows.length}`);
  db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(target + end, { force: true });
  return seconds;
}

insertAll(false, rows.slice(0, WARM)); // compiled and cached before it counts
const without_triggers = insertAll(false, rows);
const with_triggers = insertAll(true, rows);
console.log(JSON.stringify({ rows: rows.length, without_triggers, with_triggers }));
