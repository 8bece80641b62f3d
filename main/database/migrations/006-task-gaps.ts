/** Any page of a million tasks is found without counting the tasks before it, also when some are gone. */
export const taskGaps = `
-- How many inner ids of each thousand are gone: inner ids run from 1 on, and are never used twice.
CREATE TABLE task_gap (
  project_id INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
  thousand INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (project_id, thousand)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER task_gone AFTER DELETE ON task BEGIN
  INSERT INTO task_gap VALUES (OLD.project_id, (OLD.inner_id - 1) / 1000, 1)
  ON CONFLICT DO UPDATE SET gone = gone + 1;
END;

WITH RECURSIVE thousands (project_id, thousand, last_inner_id) AS (
  SELECT id, 0, last_inner_id FROM project WHERE task_number < last_inner_id
  UNION ALL
  SELECT project_id, thousand + 1, last_inner_id FROM thousands WHERE (thousand + 1) * 1000 < last_inner_id
), counted AS (
  SELECT project_id, thousand, min(1000, last_inner_id - thousand * 1000)
    - (SELECT count(*) FROM task WHERE task.project_id = thousands.project_id
       AND inner_id > thousand * 1000 AND inner_id <= (thousand + 1) * 1000) AS gone
  FROM thousands
)
INSERT INTO task_gap SELECT project_id, thousand, gone FROM counted WHERE gone > 0;
`;
