/** Indices where a request on a project of a million tasks would read every row. */
export const lookUps = `
CREATE INDEX prediction_by_project ON prediction (project_id);
-- Rows are asked for in the order of their ids, never by path.
DROP INDEX sync_issue_by_storage;
CREATE INDEX sync_issue_by_storage ON sync_issue (storage_id);
-- Tasks without an annotation stay out: a sync does not pay for it.
CREATE INDEX task_by_annotations ON task (project_id, total_annotations) WHERE total_annotations > 0;

-- Another limit changes is_labeled alone and counts by itself: only then is a task labeled anew without a new annotation.
DROP TRIGGER task_counted;
CREATE TRIGGER task_counted AFTER UPDATE OF total_annotations ON task
WHEN NEW.is_labeled <> OLD.is_labeled OR (NEW.total_annotations > 0) <> (OLD.total_annotations > 0) BEGIN
  UPDATE project SET finished_task_number = finished_task_number + NEW.is_labeled - OLD.is_labeled,
    annotated_task_number = annotated_task_number + (NEW.total_annotations > 0) - (OLD.total_annotations > 0)
  WHERE id = NEW.project_id;
END;
DROP TRIGGER limit_changed;
CREATE TRIGGER limit_changed AFTER UPDATE OF maximum_annotations ON project
WHEN NEW.maximum_annotations <> OLD.maximum_annotations BEGIN
  UPDATE project SET finished_task_number = finished_task_number
    + iif(NEW.maximum_annotations < OLD.maximum_annotations, 1, -1) * (SELECT count(*) FROM task
      WHERE project_id = NEW.id AND total_annotations > 0
        AND total_annotations >= min(OLD.maximum_annotations, NEW.maximum_annotations)
        AND total_annotations < max(OLD.maximum_annotations, NEW.maximum_annotations))
  WHERE id = NEW.id;
  UPDATE task SET is_labeled = total_annotations >= NEW.maximum_annotations
  WHERE project_id = NEW.id AND total_annotations > 0
    AND total_annotations >= min(OLD.maximum_annotations, NEW.maximum_annotations)
    AND total_annotations < max(OLD.maximum_annotations, NEW.maximum_annotations);
END;
`;
