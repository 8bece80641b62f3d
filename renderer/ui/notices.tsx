import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** How long a deletion can be taken back (milliseconds); the server keeps what was deleted a little longer. */
const UNDO_MS = 20_000;

export const tell = (message: string) => notifications.show({ message });

export const tellProblem = (title: string, error: Error) =>
  notifications.show({ color: 'red', title, message: error.message, autoClose: 12_000 });

/** Says what was done and offers to take it back. */
export function tellWithUndo(message: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo().catch((error: Error) => tellProblem('Could not take it back', error));
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}
