import { SimpleGrid } from '@mantine/core';
import type { StorageSide } from '../../api/storages.ts';
import { FilterField } from './FilterField.tsx';
import { type FieldProps, TextField, ToggleField } from './fields.tsx';
import { rowsOf } from './formValues.ts';
import { OptionsField } from './OptionsField.tsx';
import { PathField } from './PathField.tsx';
import type { StorageFormState } from './useStorageForm.ts';

/** How each type of field is drawn; some names need more than their type. */
const BY_TYPE = { text: TextField, select: OptionsField, toggle: ToggleField };
const BY_NAME: Record<string, (props: FieldProps) => React.ReactNode> = { path: PathField, regex_filter: FilterField };

/** The fields of a form in the rows that its definition has. */
export function FormRows({ side, form }: { side: StorageSide; form: StorageFormState }) {
  return rowsOf(side).map(({ columnCount, fields }) => (
    <SimpleGrid
      key={fields.map(({ name }) => name).join()}
      type="container"
      cols={{ base: 1, '640px': Math.min(columnCount, fields.length) }}
      spacing="md"
    >
      {fields.map((field) => {
        const Field = BY_NAME[field.name] ?? BY_TYPE[field.type];
        return <Field key={field.name} field={field} form={form} side={side} />;
      })}
    </SimpleGrid>
  ));
}
