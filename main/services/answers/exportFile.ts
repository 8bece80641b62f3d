import type { AnnotationRow, TaskRow } from '../../database/rows.ts';
import { parseJson, stringifyJson } from '../../domain/jsonText.ts';
import { shownData } from '../../domain/taskData.ts';
import { isoMicros } from '../../domain/timestamps.ts';
import { annotationFields, type FindUser } from './annotations.ts';
import { userBrief } from './users.ts';

export const exportFileName = (annotationId: number) => `${annotationId}.json`;

/** The content of `<annotation id>.json`: exactly the keys that Label Studio's export storages write. */
export function exportFileText(row: AnnotationRow, task: TaskRow, dataKey: string, findUser: FindUser): string {
  const author = row.completed_by === null ? undefined : findUser(row.completed_by);
  return stringifyJson(
    {
      ...annotationFields(row, author),
      result: parseJson(row.result ?? 'null'),
      completed_by: author ? userBrief(author) : null,
      task: {
        id: task.id,
        data: parseJson(shownData(task.data, dataKey)),
        meta: {},
        created_at: isoMicros(task.created_at),
        updated_at: isoMicros(task.updated_at ?? task.created_at),
        is_labeled: task.is_labeled === 1,
        allow_skip: task.allow_skip === 1,
        overlap: 1,
        inner_id: task.inner_id,
        total_annotations: task.total_annotations,
        cancelled_annotations: task.cancelled_annotations,
        total_predictions: task.total_predictions,
        precomputed_agreement: null,
        comment_count: 0,
        unresolved_comment_count: 0,
        last_comment_updated_at: null,
        project: task.project_id,
        updated_by: task.updated_by === null ? [] : [{ user_id: task.updated_by }],
        file_upload: null,
        comment_authors: [],
      },
    },
    2,
  );
}

/**
 * Whether a file in an export folder is an earlier writing of this annotation, and so ours to replace: it begins with its id
 * and the microsecond of its creation, whether or not a power cut took the rest. Nobody loses anything by a file without any
 * content, which a power cut leaves behind too.
 */
export function isExportOf(fileText: string, { id, created_at }: Pick<AnnotationRow, 'id' | 'created_at'>): boolean {
  if (/^[\s\0]*$/.test(fileText)) return true;
  const written = /^\{\s*"id": ?(\d+),[^{[]*?"created_at": ?"([^"]*)"/.exec(fileText);
  return written !== null && Number(written[1]) === id && written[2] === isoMicros(created_at);
}
