import layout from '../../../main/contract/form_layout.yml';
import type { ExportStorage, ImportStorage, StorageSide } from '../../api/storages.ts';

type Rows = (typeof layout)['import']['rows'];
export type FormField = Rows[number]['fields'][number];
export type FormValues = Record<string, string | boolean>;
export type AnyStorage = ImportStorage | ExportStorage;

/** The rows that clients know, and Larder's own. */
export const rowsOf = (side: StorageSide): Rows => [...layout[side].rows, ...layout[side].additions];

const fieldsOf = (side: StorageSide): FormField[] => rowsOf(side).flatMap(({ fields }) => fields);

const firstValue = ({ type, initial, options }: FormField) =>
  initial ?? options?.[0]?.value ?? (type === 'toggle' ? false : '');

/** What the form begins with: the stored storage, or what the definitions say of a new one. */
export function initialValues(side: StorageSide, stored: AnyStorage | null): FormValues {
  const known = (stored ?? {}) as Record<string, string | boolean | null>;
  return Object.fromEntries(
    fieldsOf(side).map((field) => [field.name, known[field.name] ?? (stored ? emptyOf(field) : firstValue(field))]),
  );
}

const emptyOf = ({ type }: FormField) => (type === 'text' ? '' : false);

/** What stands out before the server is asked. */
export function missingFields(side: StorageSide, values: FormValues): Record<string, string> {
  const missing = fieldsOf(side).filter(
    ({ name, required }) => required && typeof values[name] === 'string' && !String(values[name]).trim(),
  );
  return Object.fromEntries(missing.map(({ name, label }) => [name, `${label} is needed.`]));
}
