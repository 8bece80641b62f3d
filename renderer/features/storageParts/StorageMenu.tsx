import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface StorageMenuProps {
  title: string;
  /** The address of its form. */
  editAt: string;
  onDelete: () => void;
  /** More entries, above the common ones. */
  children?: ReactNode;
}

/** What is done with a storage more rarely. */
export function StorageMenu({ title, editAt, onDelete, children }: StorageMenuProps) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={`More for ${title}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {children}
        <Menu.Item component={Link} to={editAt} leftSection={<IconPencil size={16} aria-hidden />}>
          Edit
        </Menu.Item>
        <Menu.Item c="var(--larder-error)" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
