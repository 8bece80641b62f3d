import type { ProjectRow, UserRow } from '../../database/rows.ts';
import { parsedLabelConfig } from '../../domain/labelConfig.ts';
import { isoMicros } from '../../domain/timestamps.ts';
import { userWithAvatar } from './users.ts';

/** What a project says that was never told otherwise. */
const DEFAULT_OPTIONS = {
  expert_instruction: '',
  show_instruction: false,
  show_skip_button: true,
  enable_empty_annotation: true,
  show_annotation_history: false,
  color: '#FFFFFF',
  is_published: false,
  model_version: '',
  sampling: 'Sequential sampling',
  show_ground_truth_first: false,
  show_overlap_first: false,
  show_collab_predictions: true,
  evaluate_predictions_automatically: false,
  reveal_preannotations_interactively: false,
  skip_queue: 'REQUEUE_FOR_OTHERS',
};

function countersOf(row: ProjectRow) {
  return {
    num_tasks_with_annotations: row.annotated_task_number,
    task_number: row.task_number,
    useful_annotation_number: row.useful_annotation_number,
    ground_truth_number: row.ground_truth_number,
    skipped_annotations_number: row.skipped_annotations_number,
    total_annotations_number: row.total_annotations_number,
    total_predictions_number: row.total_predictions_number,
    finished_task_number: row.finished_task_number,
    queue_total: row.task_number,
    queue_done: row.finished_task_number,
  };
}

/** `counted` false gives null for every counter: what clients get for a project that was made this moment. */
export function projectAnswer(row: ProjectRow, creator: UserRow, counted = true) {
  const parsed = parsedLabelConfig(row.label_config);
  const counters = countersOf(row);
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    label_config: row.label_config,
    ...DEFAULT_OPTIONS,
    ...JSON.parse(row.options),
    organization: 1,
    maximum_annotations: row.maximum_annotations,
    is_draft: false,
    created_by: userWithAvatar(creator),
    created_at: isoMicros(row.created_at),
    min_annotations_to_start_training: 0,
    start_training_on_annotation_update: false,
    ...(counted ? counters : Object.fromEntries(Object.keys(counters).map((name) => [name, null]))),
    overlap_cohort_percentage: 100,
    task_data_login: null,
    task_data_password: null,
    control_weights: {},
    parsed_label_config: parsed,
    config_has_control_tags: Object.keys(parsed).length > 0,
    pinned_at: null,
  };
}
