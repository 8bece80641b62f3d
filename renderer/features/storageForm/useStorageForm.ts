import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { useSaveStorage } from '../../api/storageChanges.ts';
import { type FieldProblems, fieldProblems, useStorageCheck } from '../../api/storageCheck.ts';
import type { StorageSide } from '../../api/storages.ts';
import { type AnyStorage, initialValues, missingFields } from './formValues.ts';

/** A pause in typing that is long enough to ask the server (milliseconds). */
const CHECK_AFTER_MS = 300;

const lastPart = (path: string) =>
  path
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1) ?? '';

interface Asked {
  side: StorageSide;
  project: number;
  stored: AnyStorage | null;
}

/** The values of a storage's form, what the server says of them while they change, and their storing. */
export function useStorageForm({ side, project, stored }: Asked) {
  const [values, setValues] = useState(() => initialValues(side, stored));
  /** What stood in the way of storing, until that field is changed. */
  const [refused, setRefused] = useState<FieldProblems>({});
  const [titleIsOwn, setTitleIsOwn] = useState(!!stored);
  const [fields] = useDebouncedValue(values, CHECK_AFTER_MS);
  const id = stored?.id ?? null;
  const check = useStorageCheck({ side, id, project, fields });
  const save = useSaveStorage(side, project, id);

  const set = (name: string, value: string | boolean) => {
    if (name === 'title') setTitleIsOwn(true);
    const title = name === 'path' && !titleIsOwn ? { title: lastPart(String(value)) } : {};
    const changes = { [name]: value, ...title };
    setValues((before) => ({ ...before, ...changes }));
    setRefused((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in changes))));
  };

  const submit = async (): Promise<AnyStorage | null> => {
    const missing = missingFields(side, values);
    if (Object.keys(missing).length) {
      setRefused(missing);
      return null;
    }
    try {
      return await save.mutateAsync(values);
    } catch (error) {
      if (error instanceof ApiError) setRefused(fieldProblems(error));
      return null;
    }
  };

  const settled = fields === values && !check.isFetching && !check.isPlaceholderData;
  const problemOf = (name: string) => refused[name] ?? (values[name] ? check.data?.[name] : undefined) ?? null;
  return {
    values,
    fields,
    set,
    submit,
    problemOf,
    isSaving: save.isPending,
    /** Trouble that no field has. */
    error: save.error instanceof ApiError && Object.keys(save.error.fields).length ? null : save.error,
    isChecking: !!values.path && !settled,
    isGood: settled && !!check.data && !Object.keys(check.data).length,
  };
}

export type StorageFormState = ReturnType<typeof useStorageForm>;
