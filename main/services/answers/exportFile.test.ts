import { describe, expect, it } from 'vitest';
import type { AnnotationRow, TaskRow, UserRow } from '../../database/rows.ts';
import { exportFileText, isExportOf } from './exportFile.ts';

const annotation: AnnotationRow = {
  id: 5,
  task_id: 1,
  project_id: 1,
  result: JSON.stringify([{ value: { text: ['x'.repeat(9000)] } }]),
  completed_by: null,
  updated_by: null,
  was_cancelled: 0,
  ground_truth: 0,
  lead_time: null,
  parent_prediction: null,
  parent_annotation: null,
  created_at: 1_700_000_000_123_456,
  updated_at: 1_700_000_000_123_456,
};
const task = { id: 1, data: '{}', created_at: 1, updated_at: 1, updated_by: null, project_id: 1 } as TaskRow;
const author = { id: 1, email: 'a@b.c', first_name: '{"An', last_name: 'na"}', is_owner: 1 } as unknown as UserRow;
const text = exportFileText({ ...annotation, completed_by: 1 }, task, 'image', () => author);

const reversed = (object: object) => Object.fromEntries(Object.entries(object).reverse());

describe('a file that lies in an export folder', () => {
  it.each([
    ['whole', text],
    ['cut off by a power failure', text.slice(0, 4096)],
    ['filled up with NUL by a power failure', text.slice(0, 4096).padEnd(text.length, '\0')],
    ['on one line, with its keys in another order', JSON.stringify(reversed(JSON.parse(text)))],
    ['without any content', ' \n\0\0'],
  ])('is ours to replace: %s', (_, there) => expect(isExportOf(there, annotation)).toBe(true));

  it.each([
    ['of another annotation', text.replace('"id": 5', '"id": 6')],
    ['of an annotation of another server with the same id', text.replace('.123456', '.123457')],
    ['of some other kind', '{"id": 5, "note": "mine"}'],
    ['that only quotes ours', JSON.stringify({ id: 5, copy: JSON.parse(text) })],
    ['that is no JSON', 'mine'],
    ['of another server, cut off', text.replace('.123456', '.123457').slice(0, 4096)],
    ['that is cut off and quotes ours deeper inside', `{\n  "id": 5,\n  "copy": ${text.replaceAll('\n', '\n  ')}`],
  ])('is foreign: one %s', (_, there) => expect(isExportOf(there, annotation)).toBe(false));
});
