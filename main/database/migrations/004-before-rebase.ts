/** Tasks of which another document root left an address behind, as they were: so that the way back gives what was. */
export const beforeRebase = `
CREATE TABLE task_before_rebase (
  task_id INTEGER PRIMARY KEY REFERENCES task(id) ON DELETE CASCADE,
  root TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
`;
