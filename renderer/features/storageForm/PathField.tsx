import { Button, Stack } from '@mantine/core';
import { FOLDER_MISSING } from '../../../main/contract/storages.ts';
import { isAbsolute } from '../../api/places.ts';
import { useSettings } from '../../api/settings.ts';
import { useFolderPicker } from '../../app/folderPicker/useFolderPicker.tsx';
import { CreateFolder } from '../storageParts/CreateFolder.tsx';
import { liesBelow } from './documentRoot.ts';
import { type FieldProps, TextField } from './fields.tsx';
import { OtherRoot } from './OtherRoot.tsx';

/** The folder of a storage: what is wrong with it can be put right here. */
export function PathField(props: FieldProps) {
  const { field, form, side } = props;
  const root = useSettings().data?.document_root.value ?? undefined;
  const path = String(form.values[field.name]).trim();
  const problem = form.problemOf(field.name);
  const isBelow = root !== undefined && liesBelow(root, path);

  const { chooseFolder } = useFolderPicker();
  const choose = async () => {
    const picked = await chooseFolder({ purpose: side, ...(isBelow ? { startAt: path } : {}) });
    // A refused one is put in all the same: the field says why, and offers what would allow it.
    if (picked.status !== 'cancelled') form.set(field.name, picked.path);
  };

  return (
    <Stack gap="xs">
      <TextField
        {...props}
        button={
          <Button size="compact-sm" variant="light" onClick={() => void choose()}>
            Choose…
          </Button>
        }
      />
      {problem && root !== undefined && !isBelow && isAbsolute(path) && (
        <OtherRoot key={String(form.fields[field.name])} root={root} path={String(form.fields[field.name]).trim()} />
      )}
      {problem && side === 'export' && isBelow && String(problem).includes(FOLDER_MISSING) && (
        <CreateFolder path={path} />
      )}
    </Stack>
  );
}
