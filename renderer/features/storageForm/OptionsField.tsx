import { Radio, Stack } from '@mantine/core';
import type { FieldProps } from './fields.tsx';

/** "Files - one task for each file (images)" → what it is called, and what it means. */
function wordsOf(label: string): { label: string; description?: string } {
  const [name, ...meaning] = label.split(' - ');
  return meaning.length ? { label: name as string, description: meaning.join(' - ') } : { label };
}

/** A few options, all in sight. */
export function OptionsField({ field, form }: FieldProps) {
  const { name, label, description, required, options = [] } = field;
  return (
    <Radio.Group
      name={name}
      label={label}
      description={description}
      withAsterisk={!!required}
      value={String(form.values[name])}
      onChange={(value) => form.set(name, options.find((option) => String(option.value) === value)?.value ?? value)}
      error={form.problemOf(name)}
    >
      <Stack gap="sm" mt="sm">
        {options.map((option) => (
          <Radio key={String(option.value)} value={String(option.value)} {...wordsOf(option.label)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
