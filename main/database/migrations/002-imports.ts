/** Imports by request are stored in batches: the tasks of one that did not come to its end are taken back by these rows. */
export const imports = `
-- A row for each batch. import_id is the first task of the import; the tasks of a batch have neighbouring ids.
CREATE TABLE unfinished_import (
  import_id INTEGER NOT NULL,
  first_task INTEGER NOT NULL,
  last_task INTEGER NOT NULL,
  PRIMARY KEY (import_id, first_task)
) STRICT, WITHOUT ROWID;
`;
