import { Center, Overlay, Stack, Text } from '@mantine/core';
import { IconFolderDown } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { desktop } from '../api/desktop.ts';
import { tell, tellProblem } from '../ui/notices.tsx';
import { useNewProject } from './folderPicker/useNewProject.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A folder that is dropped anywhere on the window begins a project. */
export function DropTarget() {
  const { begin, choose } = useNewProject();
  const [over, setOver] = useState(false);
  const act = useRef({ begin, choose });
  act.current = { begin, choose };

  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (desktop) {
        desktop
          .resolveDropped(files)
          .then(act.current.begin, (error: Error) => tellProblem('Could not take it', error));
        return;
      }
      tell('A browser does not tell where a dropped folder lies. Choose it in the list instead.');
      void act.current.choose();
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  if (!over) return null;
  return (
    <Overlay fixed backgroundOpacity={0.75} blur={3} color="#06493a" zIndex={500}>
      <Center h="100%">
        <Stack align="center" c="white">
          <IconFolderDown size={64} stroke={1.2} aria-hidden />
          <Text size="xl" fw={600}>
            Drop the folder: its files become tasks
          </Text>
        </Stack>
      </Center>
    </Overlay>
  );
}
