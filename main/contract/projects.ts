import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { anyJson, flag, instant, notServed, numberOrNull, text, textOrNull } from './fields.ts';
import { userBrief } from './users.ts';

/** Settings of a project that Larder keeps for its clients without a meaning of its own. */
const keptOptions = {
  expert_instruction: textOrNull().optional(),
  show_instruction: flag().optional(),
  show_skip_button: flag().optional(),
  enable_empty_annotation: flag().optional(),
  show_annotation_history: flag().optional(),
  color: textOrNull({ max: 16 }).optional(),
  is_published: flag().optional(),
  model_version: textOrNull().optional(),
  sampling: textOrNull({ max: 100 }).optional(),
  show_ground_truth_first: flag().optional(),
  show_overlap_first: flag().optional(),
  show_collab_predictions: flag().optional(),
  evaluate_predictions_automatically: flag().optional(),
  reveal_preannotations_interactively: flag().optional(),
  skip_queue: textOrNull({ max: 100 }).optional(),
};

const changes = z.object({
  title: text({ min: 3, max: 50 }).optional(),
  description: textOrNull().optional(),
  label_config: text({ max: 1_000_000 }).optional(),
  maximum_annotations: numberOrNull().optional(),
  ...keptOptions,
});

const counter = z.int().nullable();

export const project = z.strictObject({
  id: z.int(),
  title: z.string(),
  description: z.string(),
  label_config: z.string(),
  expert_instruction: z.string().nullable(),
  show_instruction: z.boolean(),
  show_skip_button: z.boolean(),
  enable_empty_annotation: z.boolean(),
  show_annotation_history: z.boolean(),
  organization: z.int(),
  color: z.string().nullable(),
  maximum_annotations: z.int(),
  is_published: z.boolean(),
  model_version: z.string().nullable(),
  is_draft: z.boolean(),
  created_by: userBrief,
  created_at: instant,
  min_annotations_to_start_training: z.int(),
  start_training_on_annotation_update: z.boolean(),
  show_collab_predictions: z.boolean(),
  num_tasks_with_annotations: counter,
  task_number: counter,
  useful_annotation_number: counter,
  ground_truth_number: counter,
  skipped_annotations_number: counter,
  total_annotations_number: counter,
  total_predictions_number: counter,
  finished_task_number: counter,
  queue_total: counter,
  queue_done: counter,
  sampling: z.string().nullable(),
  show_ground_truth_first: z.boolean(),
  show_overlap_first: z.boolean(),
  overlap_cohort_percentage: z.int(),
  task_data_login: z.null(),
  task_data_password: z.null(),
  control_weights: z.record(z.string(), anyJson),
  parsed_label_config: z.record(z.string(), anyJson),
  evaluate_predictions_automatically: z.boolean(),
  config_has_control_tags: z.boolean(),
  skip_queue: z.string().nullable(),
  reveal_preannotations_interactively: z.boolean(),
  pinned_at: z.null(),
});

const tag = 'Projects';
const NO_FILTER = 'Larder lists all projects. Choose among them in your program, and leave this out.';

export const projectEndpoints = {
  listProjects: endpoint({
    method: 'GET',
    path: '/api/projects',
    summary: 'Projects, newest first',
    tag,
    query: z.object({
      page: z.string().optional(),
      page_size: z.string().optional(),
      ids: notServed(NO_FILTER),
      title: notServed(NO_FILTER),
      filter: notServed(NO_FILTER),
    }),
    answers: {
      200: z.strictObject({
        count: z.int(),
        next: z.string().nullable(),
        previous: z.string().nullable(),
        results: z.array(project),
      }),
    },
  }),
  createProject: endpoint({
    method: 'POST',
    path: '/api/projects',
    summary: 'A new project',
    tag,
    body: changes.extend({ title: textOrNull({ min: 3, max: 50, blank: true }).optional() }),
    answers: { 201: project },
  }),
  getProject: endpoint({
    method: 'GET',
    path: '/api/projects/{id}',
    summary: 'One project with its counters',
    tag,
    answers: { 200: project },
  }),
  updateProject: endpoint({
    method: 'PATCH',
    path: '/api/projects/{id}',
    summary: 'Change the named fields',
    tag,
    body: changes,
    answers: { 200: project },
  }),
  deleteProject: endpoint({
    method: 'DELETE',
    path: '/api/projects/{id}',
    summary: 'Delete a project with its storages, tasks and annotations; files stay',
    tag,
    answers: { 204: null },
  }),
};
