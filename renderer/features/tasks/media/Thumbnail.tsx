import { Center, Text } from '@mantine/core';
import { useState } from 'react';
import type { ListedTask } from '../../../../main/contract/taskList.ts';
import { KindIcon } from '../../../ui/KindIcon.tsx';
import { useMayLoad } from './flying.ts';
import { TextSnippet } from './TextSnippet.tsx';
import classes from './Thumbnail.module.css';
import { useFile } from './useFile.ts';
import { Wave } from './Wave.tsx';

interface FileProps {
  address: string;
  onError: () => void;
}

function Picture({ address, onError }: FileProps) {
  const ref = useFile<HTMLImageElement>(address);
  return <img ref={ref} className={classes.picture} alt="" decoding="async" onError={onError} />;
}

function Film({ address, onError }: FileProps) {
  // The first picture is often black.
  const ref = useFile<HTMLVideoElement>(`${address}#t=0.5`);
  return <video ref={ref} className={classes.picture} preload="metadata" muted onError={onError} />;
}

type ThumbnailProps = Pick<ListedTask, 'kind' | 'address' | 'snippet'> & {
  /** No room for words. */
  isSmall?: boolean;
};

/** A small look at what a task is about. Its name stands beside it, so it has none of its own. */
export function Thumbnail({ kind, address, snippet, isSmall = false }: ThumbnailProps) {
  const [failed, setFailed] = useState(false);
  const mayLoad = useMayLoad();
  const placeholder = (
    <Center h="100%" c="dimmed">
      <KindIcon kind={kind} size={isSmall ? 18 : 28} />
    </Center>
  );
  if (isSmall && kind === 'text') return placeholder;
  if (snippet !== null && address === null) {
    return (
      <Text className={classes.snippet} size="xs">
        {snippet}
      </Text>
    );
  }
  if (!mayLoad || failed || address === null) return placeholder;
  switch (kind) {
    case 'image':
      return <Picture address={address} onError={() => setFailed(true)} />;
    case 'video':
      return <Film address={address} onError={() => setFailed(true)} />;
    case 'audio':
      return <Wave address={address} instead={placeholder} />;
    case 'text':
      return <TextSnippet address={address} instead={placeholder} />;
    default:
      return placeholder;
  }
}
