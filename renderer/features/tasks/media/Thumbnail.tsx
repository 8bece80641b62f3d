import { Center, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ListedTask } from '../../../../main/contract/taskList.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { KindIcon } from '../../../ui/KindIcon.tsx';
import { Failed } from './Failed.tsx';
import { useMayLoad } from './flying.ts';
import { markThere } from './markThere.ts';
import { TextSnippet } from './TextSnippet.tsx';
import classes from './Thumbnail.module.css';
import { thumbnailOf } from './thumbnails/thumbnails.ts';
import { useFile } from './useFile.ts';
import { Wave } from './Wave.tsx';

/** What has been out of sight for so long is made anew: there are many pictures (milliseconds). */
const FORGET_MS = 15_000;

interface FileProps {
  address: string;
  onError: () => void;
}

interface PictureProps extends FileProps {
  /** Stands there until the picture does: after a flight it does already, and goes once. */
  instead: ReactNode;
}

function Picture({ address, onError, instead }: PictureProps) {
  const { data, error } = useQuery({
    queryKey: queryKeys.thumbnail(address),
    queryFn: ({ signal }) => thumbnailOf(address, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: FORGET_MS,
  });
  if (error || !data) return instead;
  return <img src={data} className={classes.picture} alt="" decoding="async" onLoad={markThere} onError={onError} />;
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
  if (!mayLoad || address === null) return placeholder;
  if (failed) return <Failed retry={() => setFailed(false)}>{placeholder}</Failed>;
  switch (kind) {
    case 'image':
      return <Picture address={address} onError={() => setFailed(true)} instead={placeholder} />;
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
