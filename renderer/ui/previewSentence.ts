import type { StoragePreview } from '../../main/contract/newProject.ts';
import { countOf } from './words.ts';

/** What a sync would do, in a sentence or two. */
export function previewSentence(
  { matched, filtered_out }: Pick<StoragePreview, 'matched' | 'filtered_out'>,
  oneTaskAFile: boolean,
): string {
  const rest = filtered_out ? ` The filter leaves out ${countOf(filtered_out, 'file')}.` : '';
  if (!matched) return filtered_out ? `No file passes the filter.${rest}` : 'The folder holds no files yet.';
  const becomes = oneTaskAFile
    ? countOf(matched, 'file becomes a task', 'files become tasks, one each')
    : countOf(matched, 'task file is read', 'task files are read');
  return `${becomes}.${rest}`;
}
