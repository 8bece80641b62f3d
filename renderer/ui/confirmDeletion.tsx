import { List, Text } from '@mantine/core';
import { modals } from '@mantine/modals';

interface Deletion {
  title: string;
  /** What is gone afterwards. */
  goes: string[];
  /** What stays: source files always. */
  stays: string[];
  confirm: string;
  onConfirm: () => void;
}

/** Asks before something is deleted, and says what goes and what stays. */
export function confirmDeletion({ title, goes, stays, confirm, onConfirm }: Deletion): void {
  modals.openConfirmModal({
    title,
    centered: true,
    labels: { confirm, cancel: 'Keep it' },
    confirmProps: { color: 'red.9' },
    onConfirm,
    children: (
      <>
        <Text fw={600} size="sm">
          This goes
        </Text>
        <List size="sm" mb="sm">
          {goes.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
        <Text fw={600} size="sm">
          This stays
        </Text>
        <List size="sm">
          {stays.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </>
    ),
  });
}
