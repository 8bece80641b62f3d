/** Rows as SQLite gives them: booleans are 0 or 1, times integer microseconds since 1970, JSON its text. */
export type Flag = 0 | 1;
export const asFlag = (value: boolean): Flag => (value ? 1 : 0);

export interface UserRow {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  is_owner: Flag;
  created_at: number;
}

export interface ProjectRow {
  id: number;
  title: string;
  description: string;
  label_config: string;
  options: string;
  maximum_annotations: number;
  created_by: number;
  created_at: number;
  task_number: number;
  finished_task_number: number;
  annotated_task_number: number;
  total_annotations_number: number;
  useful_annotation_number: number;
  ground_truth_number: number;
  skipped_annotations_number: number;
  total_predictions_number: number;
}

/** A task with the path of the file that made it, relative to the document root. */
export interface TaskRow {
  id: number;
  project_id: number;
  inner_id: number;
  data: string;
  allow_skip: Flag;
  created_at: number;
  updated_at: number | null;
  updated_by: number | null;
  is_labeled: Flag;
  total_annotations: number;
  cancelled_annotations: number;
  total_predictions: number;
  file_path: string | null;
}

export interface AnnotationRow {
  id: number;
  task_id: number;
  project_id: number;
  result: string | null;
  completed_by: number | null;
  updated_by: number | null;
  was_cancelled: Flag;
  ground_truth: Flag;
  lead_time: number | null;
  parent_prediction: number | null;
  parent_annotation: number | null;
  created_at: number;
  updated_at: number;
}

export interface PredictionRow {
  id: number;
  task_id: number;
  project_id: number;
  result: string | null;
  model_version: string;
  score: number | null;
  cluster: number | null;
  neighbors: string | null;
  mislabeling: number;
  created_at: number;
  updated_at: number;
}

export type SyncStatus = 'initialized' | 'queued' | 'in_progress' | 'completed' | 'completed_with_errors' | 'failed';

/** What import and export storages share. path is absolute and normalized. */
export interface LocalFilesMixin {
  id: number;
  project_id: number;
  path: string;
  title: string | null;
  description: string | null;
  regex_filter: string | null;
  use_blob_urls: Flag;
  synchronizable: Flag;
  status: SyncStatus;
  last_sync: number | null;
  last_sync_count: number | null;
  traceback: string | null;
  meta: string;
  created_at: number;
}

export interface LocalFilesImportStorage extends LocalFilesMixin {
  recursive_scan: Flag | null;
}

export interface LocalFilesExportStorage extends LocalFilesMixin {
  can_delete_objects: Flag | null;
}

export interface LocalFilesImportStorageLink {
  task_id: number;
  storage_id: number;
  path: string;
  row_index: number;
  item_hash: Buffer | null;
}

export interface OutboxRow {
  storage_id: number;
  annotation_id: number;
  action: 'write' | 'remove';
  /** Of an annotation whose file is to be removed; null also where an earlier Larder put the row. */
  annotation_created_at: number | null;
  version: number;
  problem: string | null;
}

export type JobStatus = 'queued' | 'in_progress' | 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';

export interface JobRow {
  id: number;
  kind: string;
  project_id: number;
  storage_id: number | null;
  status: JobStatus;
  counts: string;
  message: string | null;
  created_by: number | null;
  created_at: number;
  finished_at: number | null;
}

export interface SyncIssueRow {
  id: number;
  storage_id: number;
  path: string;
  place: string;
  number: number;
  reason: string;
  advice: string;
}
