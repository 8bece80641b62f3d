import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import type { StorageSide } from '../../api/storages.ts';
import { Problem } from '../../ui/Problem.tsx';
import { FormRows } from './FormRows.tsx';
import type { AnyStorage } from './formValues.ts';
import type { StorageFormState } from './useStorageForm.ts';

interface StorageFormProps {
  side: StorageSide;
  form: StorageFormState;
  /** What the main button says. */
  confirm: string;
  /** A second way to store it: what its button says, and what happens then. */
  other?: { words: string; onSaved: (storage: AnyStorage) => void };
  onSaved: (storage: AnyStorage) => void;
  onCancel: () => void;
}

/** The form of a source or export folder. */
export function StorageForm({ side, form, confirm, other, onSaved, onCancel }: StorageFormProps) {
  const element = useRef<HTMLFormElement>(null);
  const submit = async (then: (storage: AnyStorage) => void) => {
    const storage = await form.submit();
    if (storage) then(storage);
    // The first field that something is wrong with, when what is wrong with it is shown.
    else requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(onSaved);
  };
  return (
    <form ref={element} onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <FormRows side={side} form={form} />
        {form.error && <Problem title="Could not save it" error={form.error} />}
        <Group gap="sm">
          <Button type="submit" loading={form.isSaving}>
            {confirm}
          </Button>
          {other && (
            <Button variant="default" disabled={form.isSaving} onClick={() => void submit(other.onSaved)}>
              {other.words}
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
