import { Group, Kbd, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useListedShortcuts } from '../ui/shortcuts.ts';

const isMac = navigator.platform.startsWith('Mac');
const KEY_NAMES: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

function Keys({ keys }: { keys: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      {keys.split('+').map((key) => (
        <Kbd key={key}>{KEY_NAMES[key] ?? key}</Kbd>
      ))}
    </Group>
  );
}

function ShortcutList() {
  const shortcuts = useListedShortcuts();
  return (
    <Stack gap="xs">
      {shortcuts.map(({ keys, does }) => (
        <Group key={keys + does} justify="space-between" wrap="nowrap">
          <Text size="sm">{does}</Text>
          <Keys keys={keys} />
        </Group>
      ))}
    </Stack>
  );
}

/** The shortcuts that work in the view that is shown. */
export const showShortcuts = () => {
  modals.open({ title: 'Keyboard shortcuts', centered: true, children: <ShortcutList /> });
};
