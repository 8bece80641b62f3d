import { Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StorageSide } from '../../api/storages.ts';
import type { FormField } from './formValues.ts';
import type { StorageFormState } from './useStorageForm.ts';

export interface FieldProps {
  field: FormField;
  form: StorageFormState;
  side: StorageSide;
}

export function TextField({ field, form, button }: FieldProps & { button?: ReactNode }) {
  const { name, label, description, placeholder, required } = field;
  return (
    <TextInput
      name={name}
      label={label}
      description={description}
      placeholder={placeholder}
      withAsterisk={!!required}
      aria-required={required}
      value={String(form.values[name])}
      onChange={(event) => form.set(name, event.currentTarget.value)}
      error={form.problemOf(name)}
      {...(button ? { rightSection: button, rightSectionWidth: 104 } : {})}
    />
  );
}

export function ToggleField({ field, form }: FieldProps) {
  const { name, label, description } = field;
  return (
    <Switch
      name={name}
      label={label}
      description={description}
      checked={form.values[name] === true}
      onChange={(event) => form.set(name, event.currentTarget.checked)}
      error={form.problemOf(name)}
    />
  );
}
