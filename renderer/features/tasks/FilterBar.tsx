import { Group, SegmentedControl, Select, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLayoutGrid, IconList, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useImportStorages } from '../../api/storages.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { storageTitle } from '../../ui/storageTitle.ts';
import type { useTaskFilter } from './useTaskFilter.ts';

/** Between the last key and the search (milliseconds). */
const TYPING_MS = 250;

const ORDERS = [
  { value: '', label: 'Oldest first' },
  { value: '-inner_id', label: 'Newest first' },
  { value: 'name', label: 'Name, A to Z' },
  { value: '-name', label: 'Name, Z to A' },
  { value: '-updated_at', label: 'Changed lately' },
];

const LAYOUTS = [
  { value: 'grid', icon: IconLayoutGrid, words: 'Pictures' },
  { value: 'table', icon: IconList, words: 'Table' },
] as const;

type FilterBarProps = Pick<ReturnType<typeof useTaskFilter>, 'filter' | 'layout' | 'change'> & { project: number };

/** Which tasks are shown, in which order and how. */
export function FilterBar({ project, filter, layout, change }: FilterBarProps) {
  const { data: storages = [] } = useImportStorages(project);
  const [typed, setTyped] = useState(filter.search);
  /** The search that the box itself has asked for: another one in the address came from elsewhere, and is shown. */
  const asked = useRef(filter.search);
  const search = useDebouncedCallback((text: string) => {
    asked.current = text.trim();
    change({ search: asked.current });
  }, TYPING_MS);
  useEffect(() => {
    if (filter.search === asked.current) return;
    asked.current = filter.search;
    setTyped(filter.search);
  }, [filter.search]);
  const box = useRef<HTMLInputElement>(null);
  useShortcuts([
    { keys: 'mod+F', does: 'Search tasks by name', run: () => box.current?.select() },
    { keys: 'shift+G', does: 'Pictures or table', run: () => change({ layout: layout === 'grid' ? 'table' : 'grid' }) },
  ]);
  return (
    <Group gap="sm" mb="sm">
      <TextInput
        ref={box}
        flex="1 1 200px"
        aria-label="Search tasks by name"
        placeholder="Search by name"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <SegmentedControl
        aria-label="State of the tasks"
        value={filter.state}
        onChange={(state) => change({ state: state as typeof filter.state })}
        data={[
          { value: '', label: 'All' },
          { value: 'unlabeled', label: 'To do' },
          { value: 'labeled', label: 'Labeled' },
        ]}
      />
      {storages.length > 1 && (
        <Select
          w={180}
          aria-label="Source folder"
          value={filter.storage}
          onChange={(storage) => change({ storage: storage ?? '' })}
          allowDeselect={false}
          data={[
            { value: '', label: 'All source folders' },
            ...storages.map((storage) => ({ value: String(storage.id), label: storageTitle(storage) })),
            { value: 'none', label: 'Without a folder' },
          ]}
        />
      )}
      <Select
        w={160}
        aria-label="Order"
        value={filter.order}
        onChange={(order) => change({ order: order ?? '' })}
        allowDeselect={false}
        data={ORDERS}
      />
      <SegmentedControl
        aria-label="Layout"
        value={layout}
        onChange={(value) => change({ layout: value as typeof layout })}
        data={LAYOUTS.map(({ value, icon: Icon, words }) => ({
          value,
          label: (
            <Tooltip label={words} openDelay={400}>
              <Group>
                <Icon size={18} stroke={1.5} aria-hidden />
                <VisuallyHidden>{words}</VisuallyHidden>
              </Group>
            </Tooltip>
          ),
        }))}
      />
    </Group>
  );
}
