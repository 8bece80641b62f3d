import { Text, UnstyledButton } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useNewProject } from '../../app/folderPicker/useNewProject.ts';
import classes from './Start.module.css';

/** The one target of the start: press it, or drop a folder on it. */
export function FolderTarget({ large = false }: { large?: boolean }) {
  const { choose } = useNewProject();
  return (
    <UnstyledButton className={classes.target} data-large={large || undefined} onClick={() => void choose()}>
      <IconFolderPlus size={large ? 56 : 32} stroke={1.3} aria-hidden />
      <span>
        <Text component="span" display="block" fw={650} size={large ? 'xl' : 'md'}>
          Choose or drop a folder
        </Text>
        <Text component="span" display="block" c="dimmed" size={large ? 'md' : 'sm'}>
          Images, sounds, videos, texts or JSON tasks. The files stay where they are.
        </Text>
      </span>
    </UnstyledButton>
  );
}
