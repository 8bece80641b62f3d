import type { AnnotationRow, PredictionRow, TaskRow } from '../../database/rows.ts';
import { pathFrom } from '../../domain/addresses.ts';
import { shownData } from '../../domain/taskData.ts';
import { isoMicros } from '../../domain/timestamps.ts';
import { type Author, annotationAnswer, type FindUser, predictionAnswer } from './annotations.ts';
import { type JsonText, jsonList, jsonObject } from './rawJson.ts';

/** What is needed to show the tasks of one project. */
interface TaskView {
  dataKey: string;
  documentRoot: string;
  findUser: FindUser;
  /** How the authors of annotations are shown. */
  author: Author;
}

function briefFields(row: TaskRow, annotations: readonly AnnotationRow[], view: TaskView) {
  const annotators = new Set(annotations.map((annotation) => annotation.completed_by).filter((id) => id !== null));
  return {
    id: row.id,
    meta: {},
    created_at: isoMicros(row.created_at),
    updated_at: isoMicros(row.updated_at ?? row.created_at),
    is_labeled: row.is_labeled === 1,
    overlap: 1,
    inner_id: row.inner_id,
    total_annotations: row.total_annotations,
    cancelled_annotations: row.cancelled_annotations,
    total_predictions: row.total_predictions,
    comment_count: 0,
    unresolved_comment_count: 0,
    last_comment_updated_at: null,
    project: row.project_id,
    updated_by: row.updated_by === null ? [] : [{ user_id: row.updated_by }],
    file_upload: null,
    comment_authors: [],
    annotators: [...annotators],
    storage_filename: row.file_path === null ? null : pathFrom(view.documentRoot, row.file_path),
    drafts: [],
    annotations_ids: '',
    annotations_results: '',
    predictions_results: '',
    predictions_model_versions: '',
  };
}

export function taskBriefAnswer(row: TaskRow, annotations: readonly AnnotationRow[], view: TaskView): JsonText {
  return jsonObject(briefFields(row, annotations, view), { data: shownData(row.data, view.dataKey) });
}

const mean = (values: number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;

/** A task with its annotations and predictions. */
export function taskAnswer(
  row: TaskRow,
  annotations: readonly AnnotationRow[],
  predictions: readonly PredictionRow[],
  view: TaskView,
): JsonText {
  const latest = annotations.length ? Math.max(...annotations.map(({ updated_at }) => updated_at)) : null;
  const plain = {
    ...briefFields(row, annotations, view),
    completed_at: row.is_labeled && latest !== null ? isoMicros(latest) : null,
    predictions_score: mean(predictions.map(({ score }) => score).filter((score) => score !== null)),
    avg_lead_time: mean(annotations.map(({ lead_time }) => lead_time).filter((time) => time !== null)),
    draft_exists: false,
  };
  return jsonObject(plain, {
    data: shownData(row.data, view.dataKey),
    annotations: jsonList(annotations.map((annotation) => annotationAnswer(annotation, view.findUser, view.author))),
    predictions: jsonList(predictions.map(predictionAnswer)),
  });
}
