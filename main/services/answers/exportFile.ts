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
 * Whether a file in an export folder is an earlier writing of this annotation, and so ours to replace. So is what a power cut
 * leaves of one: a file without any content, by which nobody loses anything, or its beginning.
 */
export function isExportOf(fileText: string, row: Pick<AnnotationRow, 'id' | 'created_at'>): boolean {
  if (/^[\s\0]*$/.test(fileText)) return true;
  const createdAt = isoMicros(row.created_at);
  try {
    const found = JSON.parse(fileText);
    return found?.id === row.id && found?.created_at === createdAt;
  } catch {
    // As `exportFileText` begins: two spaces stand before the annotation's own keys only.
    return fileText.startsWith(`{\n  "id": ${row.id},\n`) && fileText.includes(`\n  "created_at": "${createdAt}",\n`);
  }
}
