import { z } from 'zod';
import { annotation, annotationInTask, prediction } from './annotations.ts';
import { endpoint } from './endpoint.ts';
import { anyJson, dataObject, instant, notServed, reference } from './fields.ts';

const taskKeys = {
  id: z.int(),
  data: z.record(z.string(), anyJson),
  meta: z.record(z.string(), anyJson),
  created_at: instant,
  updated_at: instant,
  is_labeled: z.boolean(),
  overlap: z.int(),
  inner_id: z.int(),
  total_annotations: z.int(),
  cancelled_annotations: z.int(),
  total_predictions: z.int(),
  comment_count: z.int(),
  unresolved_comment_count: z.int(),
  last_comment_updated_at: z.null(),
  project: z.int(),
  updated_by: z.array(z.strictObject({ user_id: z.int() })),
  file_upload: z.null(),
  comment_authors: z.array(z.int()),
  annotators: z.array(z.int()),
  storage_filename: z.string().nullable(),
  drafts: z.array(anyJson),
  annotations_ids: z.string(),
  annotations_results: z.string(),
  predictions_results: z.string(),
  predictions_model_versions: z.string(),
};

export const taskBrief = z.strictObject(taskKeys);
export const task = z.strictObject({
  ...taskKeys,
  annotations: z.array(annotationInTask),
  predictions: z.array(prediction),
  completed_at: instant.nullable(),
  predictions_score: z.number().nullable(),
  avg_lead_time: z.number().nullable(),
  draft_exists: z.boolean(),
});
/** In a list the authors of annotations are ids, as they are by themselves. */
const taskInList = task.extend({ annotations: z.array(annotation) });

const tag = 'Tasks';
const NO_FILTER = 'Larder lists all tasks of a project. Choose among them in your program, and leave this out.';

export const taskEndpoints = {
  listTasks: endpoint({
    method: 'GET',
    path: '/api/tasks',
    summary: 'Tasks of a project in the order in which they came; fields=all adds annotations and predictions',
    tag,
    query: z.object({
      project: z.string().optional(),
      page: z.string().optional(),
      page_size: z.string().optional(),
      fields: z.string().optional(),
      view: notServed(NO_FILTER),
      query: notServed(NO_FILTER),
    }),
    answers: {
      200: z.strictObject({
        total: z.int(),
        total_annotations: z.int(),
        total_predictions: z.int(),
        tasks: z.array(z.union([taskInList, taskBrief])),
      }),
    },
  }),
  createTask: endpoint({
    method: 'POST',
    path: '/api/tasks',
    summary: 'A new task',
    tag,
    body: z.object({ project: reference(), data: dataObject() }),
    answers: { 201: task },
  }),
  getTask: endpoint({
    method: 'GET',
    path: '/api/tasks/{id}',
    summary: 'One task with annotations and predictions',
    tag,
    answers: { 200: task },
  }),
  updateTask: endpoint({
    method: 'PATCH',
    path: '/api/tasks/{id}',
    summary: 'Change the data of a task',
    tag,
    body: z.object({ data: dataObject().optional() }),
    answers: { 200: task },
  }),
  deleteTask: endpoint({
    method: 'DELETE',
    path: '/api/tasks/{id}',
    summary: 'Delete a task with its annotations; the next sync makes it anew from its file',
    tag,
    answers: { 204: null },
  }),
  listProjectTasks: endpoint({
    method: 'GET',
    path: '/api/projects/{id}/tasks',
    summary: 'Tasks of a project, most recently changed first',
    tag,
    query: z.object({ page: z.string().optional(), page_size: z.string().optional() }),
    answers: { 200: z.array(taskInList) },
  }),
  importTasks: endpoint({
    method: 'POST',
    path: '/api/projects/{id}/import',
    summary: 'Tasks from JSON in the body: an object or a list, with annotations and predictions',
    tag,
    query: z.object({
      return_task_ids: z.string().optional(),
      preannotated_from_fields: notServed(
        'Larder makes no predictions from fields. Put them into "predictions" beside "data".',
      ),
    }),
    body: z.unknown(),
    answers: {
      201: z.strictObject({
        task_count: z.int(),
        annotation_count: z.int(),
        prediction_count: z.int(),
        duration: z.number(),
        file_upload_ids: z.array(z.int()),
        could_be_tasks_list: z.boolean(),
        found_formats: z.array(z.string()),
        data_columns: z.array(z.string()),
        task_ids: z.array(z.int()).optional(),
      }),
    },
  }),
};
