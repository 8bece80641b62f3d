import { FileFilter } from '../../ui/FileFilter.tsx';
import type { FieldProps } from './fields.tsx';

/** The filter of a storage. */
export function FilterField({ field: { name, label, placeholder }, form }: FieldProps) {
  return (
    <FileFilter
      name={name}
      label={label}
      placeholder={placeholder}
      filter={String(form.values[name])}
      onChange={(filter) => form.set(name, filter)}
      problem={form.problemOf(name)}
    />
  );
}
