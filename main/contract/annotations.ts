import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { anyJson, flag, instant, numberOrNull, reference, referenceOrNull, resultList, textOrNull } from './fields.ts';

export const annotation = z.strictObject({
  id: z.int(),
  result: z.array(anyJson).nullable(),
  created_username: z.string(),
  created_ago: z.string(),
  completed_by: z.int().nullable(),
  was_cancelled: z.boolean(),
  ground_truth: z.boolean(),
  created_at: instant,
  updated_at: instant,
  draft_created_at: z.null(),
  lead_time: z.number().nullable(),
  import_id: z.null(),
  last_action: z.null(),
  bulk_created: z.boolean(),
  task: z.int(),
  project: z.int(),
  updated_by: z.int().nullable(),
  parent_prediction: z.int().nullable(),
  parent_annotation: z.int().nullable(),
  last_created_by: z.null(),
});

/** Inside a task that is asked for by itself the author is an object. */
export const annotationInTask = annotation.extend({
  completed_by: z
    .strictObject({
      id: z.int(),
      first_name: z.string(),
      last_name: z.string(),
      email: z.string(),
      initials: z.string(),
      avatar: z.null(),
    })
    .nullable(),
});

export const prediction = z.strictObject({
  id: z.int(),
  result: z.union([z.array(anyJson), z.record(z.string(), anyJson)]).nullable(),
  model_version: z.string(),
  created_ago: z.string(),
  score: z.number().nullable(),
  cluster: z.int().nullable(),
  neighbors: anyJson,
  mislabeling: z.number(),
  created_at: instant,
  updated_at: instant,
  model: z.null(),
  model_run: z.null(),
  task: z.int(),
  project: z.int(),
});

const annotationFields = z.object({
  result: resultList().optional(),
  lead_time: numberOrNull().optional(),
  was_cancelled: flag().optional(),
  ground_truth: flag().optional(),
  parent_prediction: referenceOrNull().optional(),
  parent_annotation: referenceOrNull().optional(),
});
const predictionFields = z.object({
  result: resultList().optional(),
  score: numberOrNull().optional(),
  model_version: textOrNull().optional(),
});

const tag = 'Annotations';

export const annotationEndpoints = {
  listAnnotations: endpoint({
    method: 'GET',
    path: '/api/tasks/{id}/annotations',
    summary: 'Annotations of a task',
    tag,
    answers: { 200: z.array(annotation) },
  }),
  createAnnotation: endpoint({
    method: 'POST',
    path: '/api/tasks/{id}/annotations',
    summary: 'Annotate a task; the export storages of the project get the file at once',
    tag,
    body: annotationFields,
    answers: { 201: annotation },
  }),
  getAnnotation: endpoint({
    method: 'GET',
    path: '/api/annotations/{id}',
    summary: 'One annotation',
    tag,
    answers: { 200: annotation },
  }),
  updateAnnotation: endpoint({
    method: 'PATCH',
    path: '/api/annotations/{id}',
    summary: 'Change the named fields; export files are written again',
    tag,
    body: annotationFields,
    answers: { 200: annotation },
  }),
  deleteAnnotation: endpoint({
    method: 'DELETE',
    path: '/api/annotations/{id}',
    summary: 'Delete an annotation, and its files where the storage allows it',
    tag,
    answers: { 204: null },
  }),
  listPredictions: endpoint({
    method: 'GET',
    path: '/api/predictions',
    summary: 'Predictions of a task or of a project',
    tag,
    query: z.object({ task: z.string().optional(), project: z.string().optional(), page: z.string().optional() }),
    answers: { 200: z.array(prediction) },
  }),
  createPrediction: endpoint({
    method: 'POST',
    path: '/api/predictions',
    summary: 'Add a prediction to a task',
    tag,
    body: predictionFields.extend({ task: reference() }),
    answers: { 201: prediction },
  }),
  getPrediction: endpoint({
    method: 'GET',
    path: '/api/predictions/{id}',
    summary: 'One prediction',
    tag,
    answers: { 200: prediction },
  }),
  updatePrediction: endpoint({
    method: 'PATCH',
    path: '/api/predictions/{id}',
    summary: 'Change the named fields',
    tag,
    body: predictionFields,
    answers: { 200: prediction },
  }),
  deletePrediction: endpoint({
    method: 'DELETE',
    path: '/api/predictions/{id}',
    summary: 'Delete a prediction',
    tag,
    answers: { 204: null },
  }),
};

export type AnnotationFields = z.output<typeof annotationFields>;
export type PredictionFields = z.output<typeof predictionFields>;
