import { Button, Checkbox, Collapse, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { NamedKind } from '../../main/contract/fileKinds.ts';
import { KIND_WORDS } from './KindIcon.tsx';
import { FILTER_KINDS, filterOfKinds, kindsOfFilter } from './kindFilter.ts';

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

interface FileFilterProps {
  name: string;
  label: string;
  placeholder?: string | undefined;
  /** A regular expression; empty: every file. */
  filter: string;
  onChange: (filter: string) => void;
  problem?: ReactNode;
}

/** Which files are taken: by kind, or by a regular expression for who needs one. What it lets through is in the preview. */
export function FileFilter({ name, label, placeholder, filter, onChange, problem }: FileFilterProps) {
  const kinds = kindsOfFilter(filter);
  const [asked, setAsked] = useState(false);
  const open = asked || kinds === null || !!problem;
  const panel = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap="xs">
      <Checkbox.Group
        label={label}
        description={
          kinds === null
            ? 'The expression below decides. Check a kind to go back to kinds.'
            : 'With none checked, every file is taken.'
        }
        value={kinds ?? []}
        onChange={(chosen) => onChange(filterOfKinds(chosen as NamedKind[]))}
      >
        <Group gap="lg" mt="sm">
          {FILTER_KINDS.map((kind) => (
            <Checkbox key={kind} value={kind} label={capital(KIND_WORDS[kind][1])} />
          ))}
        </Group>
      </Checkbox.Group>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          leftSection={<Chevron size={16} aria-hidden />}
          aria-expanded={open}
          aria-controls={panel}
          disabled={open && !asked}
          onClick={() => setAsked(!asked)}
        >
          Advanced
        </Button>
        <Collapse expanded={open} id={panel}>
          <TextInput
            name={name}
            mt={6}
            label="Regular expression"
            description="Of the file name, from its beginning, as Python reads it."
            {...(placeholder ? { placeholder } : {})}
            value={filter}
            onChange={(event) => onChange(event.currentTarget.value)}
            error={problem}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            spellCheck={false}
          />
          {!filter && (
            <Text size="xs" c="dimmed" mt={4}>
              Empty: every file is taken.
            </Text>
          )}
        </Collapse>
      </div>
    </Stack>
  );
}
