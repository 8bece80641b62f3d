import type { ListedTask } from '../../contract/taskList.ts';
import type { ListedTaskRow } from '../../database/taskLists.ts';
import { taskContent, taskName } from '../../domain/taskSummary.ts';
import { isoMicros } from '../../domain/timestamps.ts';

export function listedTask(row: ListedTaskRow): ListedTask {
  return {
    id: row.id,
    inner_id: row.inner_id,
    name: taskName(row.path, row.is_file ? null : row.data),
    file: row.path,
    storage: row.storage_id,
    ...taskContent(row.data),
    is_labeled: row.is_labeled === 1,
    annotations: row.total_annotations,
    predictions: row.total_predictions,
    created_at: isoMicros(row.created_at),
    updated_at: isoMicros(row.updated_at ?? row.created_at),
  };
}
