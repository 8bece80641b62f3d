/** The first schema. Times are integer microseconds since 1970 (UTC); JSON is kept as the text that was written. */
export const initial = `
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  is_owner INTEGER NOT NULL DEFAULT 0,
  token_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  key_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES user(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The counters of project and task are kept by the triggers below, so no writer can forget them; only new tasks are
-- counted when their inner ids are taken, without which none can be stored: a trigger a row would cost a fifth of a sync.
CREATE TABLE project (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  label_config TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}',
  maximum_annotations INTEGER NOT NULL DEFAULT 1,
  created_by INTEGER NOT NULL REFERENCES user(id),
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  last_inner_id INTEGER NOT NULL DEFAULT 0,
  task_number INTEGER NOT NULL DEFAULT 0,
  finished_task_number INTEGER NOT NULL DEFAULT 0,
  annotated_task_number INTEGER NOT NULL DEFAULT 0,
  total_annotations_number INTEGER NOT NULL DEFAULT 0,
  useful_annotation_number INTEGER NOT NULL DEFAULT 0,
  ground_truth_number INTEGER NOT NULL DEFAULT 0,
  skipped_annotations_number INTEGER NOT NULL DEFAULT 0,
  total_predictions_number INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE project_member (
  project_id INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES user(id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, project_id)
) STRICT, WITHOUT ROWID;

-- updated_at is NULL until the first change: new tasks stay out of the index of changed ones.
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id INTEGER NOT NULL REFERENCES project(id),
  inner_id INTEGER NOT NULL,
  data TEXT NOT NULL,
  allow_skip INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER,
  updated_by INTEGER REFERENCES user(id) ON DELETE SET NULL,
  is_labeled INTEGER NOT NULL DEFAULT 0,
  total_annotations INTEGER NOT NULL DEFAULT 0,
  cancelled_annotations INTEGER NOT NULL DEFAULT 0,
  total_predictions INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX task_by_inner_id ON task (project_id, inner_id);
CREATE INDEX task_by_change ON task (project_id, updated_at) WHERE updated_at IS NOT NULL;

CREATE TABLE annotation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task(id) ON DELETE CASCADE,
  project_id INTEGER NOT NULL REFERENCES project(id),
  result TEXT,
  completed_by INTEGER REFERENCES user(id) ON DELETE SET NULL,
  updated_by INTEGER REFERENCES user(id) ON DELETE SET NULL,
  was_cancelled INTEGER NOT NULL DEFAULT 0,
  ground_truth INTEGER NOT NULL DEFAULT 0,
  lead_time REAL,
  parent_prediction INTEGER,
  parent_annotation INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_by_task ON annotation (task_id);
CREATE INDEX annotation_by_project ON annotation (project_id);

CREATE TABLE prediction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task(id) ON DELETE CASCADE,
  project_id INTEGER NOT NULL REFERENCES project(id),
  result TEXT,
  model_version TEXT NOT NULL DEFAULT '',
  score REAL,
  cluster INTEGER,
  neighbors TEXT,
  mislabeling REAL NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prediction_by_task ON prediction (task_id);

-- One sequence of ids for import and export storages, as Label Studio has it.
CREATE TABLE storage_sequence (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;

CREATE TABLE local_files_import_storage (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  path TEXT NOT NULL,
  title TEXT,
  description TEXT,
  regex_filter TEXT,
  use_blob_urls INTEGER NOT NULL,
  recursive_scan INTEGER,
  synchronizable INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'initialized',
  last_sync INTEGER,
  last_sync_count INTEGER,
  traceback TEXT,
  meta TEXT NOT NULL DEFAULT '{}',
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX import_storage_by_project ON local_files_import_storage (project_id);
CREATE INDEX import_storage_by_path ON local_files_import_storage (path) WHERE deleted_at IS NULL;

CREATE TABLE local_files_export_storage (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  path TEXT NOT NULL,
  title TEXT,
  description TEXT,
  regex_filter TEXT,
  use_blob_urls INTEGER NOT NULL,
  can_delete_objects INTEGER,
  synchronizable INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'initialized',
  last_sync INTEGER,
  last_sync_count INTEGER,
  traceback TEXT,
  meta TEXT NOT NULL DEFAULT '{}',
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX export_storage_by_project ON local_files_export_storage (project_id);

-- Which file made which task. path is relative to the document root; row_index counts the tasks of one file from 0;
-- item_hash tells an item of a task file again, whatever became of the task's data.
CREATE TABLE local_files_import_storage_link (
  task_id INTEGER PRIMARY KEY REFERENCES task(id) ON DELETE CASCADE,
  storage_id INTEGER NOT NULL REFERENCES local_files_import_storage(id),
  path TEXT NOT NULL,
  row_index INTEGER NOT NULL,
  item_hash BLOB
) STRICT;
CREATE UNIQUE INDEX import_link_by_file ON local_files_import_storage_link (storage_id, path, row_index);

-- Which annotation is in which storage. It outlives its annotation until the file is removed.
CREATE TABLE local_files_export_storage_link (
  storage_id INTEGER NOT NULL REFERENCES local_files_export_storage(id),
  annotation_id INTEGER NOT NULL,
  exported_at INTEGER NOT NULL,
  PRIMARY KEY (storage_id, annotation_id)
) STRICT, WITHOUT ROWID;

-- What still has to happen in an export folder; a row goes when its file is safely on the disk (or gone from it).
CREATE TABLE export_outbox (
  storage_id INTEGER NOT NULL REFERENCES local_files_export_storage(id),
  annotation_id INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('write', 'remove')),
  version INTEGER NOT NULL,
  problem TEXT,
  PRIMARY KEY (storage_id, annotation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  project_id INTEGER NOT NULL,
  storage_id INTEGER,
  status TEXT NOT NULL,
  counts TEXT NOT NULL DEFAULT '{}',
  message TEXT,
  created_by INTEGER,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX job_by_storage ON job (storage_id, id);

-- What the last sync of a storage could not take. A file with a row here is read again by the next sync.
CREATE TABLE sync_issue (
  id INTEGER PRIMARY KEY,
  storage_id INTEGER NOT NULL REFERENCES local_files_import_storage(id),
  path TEXT NOT NULL,
  place TEXT NOT NULL,
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,
  advice TEXT NOT NULL
) STRICT;
CREATE INDEX sync_issue_by_storage ON sync_issue (storage_id, path);

CREATE TRIGGER task_removed AFTER DELETE ON task BEGIN
  UPDATE project SET task_number = task_number - 1, finished_task_number = finished_task_number - OLD.is_labeled,
    annotated_task_number = annotated_task_number - (OLD.total_annotations > 0) WHERE id = OLD.project_id;
END;
CREATE TRIGGER task_counted AFTER UPDATE OF is_labeled, total_annotations ON task
WHEN NEW.is_labeled <> OLD.is_labeled OR (NEW.total_annotations > 0) <> (OLD.total_annotations > 0) BEGIN
  UPDATE project SET finished_task_number = finished_task_number + NEW.is_labeled - OLD.is_labeled,
    annotated_task_number = annotated_task_number + (NEW.total_annotations > 0) - (OLD.total_annotations > 0)
  WHERE id = NEW.project_id;
END;

CREATE TRIGGER annotation_added AFTER INSERT ON annotation BEGIN
  UPDATE task SET total_annotations = total_annotations + 1 - NEW.was_cancelled,
    cancelled_annotations = cancelled_annotations + NEW.was_cancelled,
    is_labeled = total_annotations + 1 - NEW.was_cancelled >= (SELECT maximum_annotations FROM project WHERE id = NEW.project_id)
  WHERE id = NEW.task_id;
  UPDATE project SET total_annotations_number = total_annotations_number + 1 - NEW.was_cancelled,
    skipped_annotations_number = skipped_annotations_number + NEW.was_cancelled,
    ground_truth_number = ground_truth_number + NEW.ground_truth,
    useful_annotation_number = useful_annotation_number + (NOT NEW.was_cancelled AND NOT NEW.ground_truth)
  WHERE id = NEW.project_id;
END;
CREATE TRIGGER annotation_removed AFTER DELETE ON annotation BEGIN
  UPDATE task SET total_annotations = total_annotations - 1 + OLD.was_cancelled,
    cancelled_annotations = cancelled_annotations - OLD.was_cancelled,
    is_labeled = total_annotations - 1 + OLD.was_cancelled >= (SELECT maximum_annotations FROM project WHERE id = OLD.project_id)
  WHERE id = OLD.task_id;
  UPDATE project SET total_annotations_number = total_annotations_number - 1 + OLD.was_cancelled,
    skipped_annotations_number = skipped_annotations_number - OLD.was_cancelled,
    ground_truth_number = ground_truth_number - OLD.ground_truth,
    useful_annotation_number = useful_annotation_number - (NOT OLD.was_cancelled AND NOT OLD.ground_truth)
  WHERE id = OLD.project_id;
END;
CREATE TRIGGER annotation_changed AFTER UPDATE OF was_cancelled, ground_truth ON annotation
WHEN NEW.was_cancelled <> OLD.was_cancelled OR NEW.ground_truth <> OLD.ground_truth BEGIN
  UPDATE task SET total_annotations = total_annotations + OLD.was_cancelled - NEW.was_cancelled,
    cancelled_annotations = cancelled_annotations + NEW.was_cancelled - OLD.was_cancelled,
    is_labeled = total_annotations + OLD.was_cancelled - NEW.was_cancelled >= (SELECT maximum_annotations FROM project WHERE id = NEW.project_id)
  WHERE id = NEW.task_id;
  UPDATE project SET total_annotations_number = total_annotations_number + OLD.was_cancelled - NEW.was_cancelled,
    skipped_annotations_number = skipped_annotations_number + NEW.was_cancelled - OLD.was_cancelled,
    ground_truth_number = ground_truth_number + NEW.ground_truth - OLD.ground_truth,
    useful_annotation_number = useful_annotation_number
      + (NOT NEW.was_cancelled AND NOT NEW.ground_truth) - (NOT OLD.was_cancelled AND NOT OLD.ground_truth)
  WHERE id = NEW.project_id;
END;

CREATE TRIGGER prediction_added AFTER INSERT ON prediction BEGIN
  UPDATE task SET total_predictions = total_predictions + 1 WHERE id = NEW.task_id;
  UPDATE project SET total_predictions_number = total_predictions_number + 1 WHERE id = NEW.project_id;
END;
CREATE TRIGGER prediction_removed AFTER DELETE ON prediction BEGIN
  UPDATE task SET total_predictions = total_predictions - 1 WHERE id = OLD.task_id;
  UPDATE project SET total_predictions_number = total_predictions_number - 1 WHERE id = OLD.project_id;
END;
CREATE TRIGGER limit_changed AFTER UPDATE OF maximum_annotations ON project
WHEN NEW.maximum_annotations <> OLD.maximum_annotations BEGIN
  UPDATE task SET is_labeled = total_annotations >= NEW.maximum_annotations
  WHERE project_id = NEW.id AND is_labeled <> (total_annotations >= NEW.maximum_annotations);
END;
`;
