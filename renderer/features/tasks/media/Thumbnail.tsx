import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ListedTask } from '../../../../main/contract/taskList.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { Failed } from './Failed.tsx';
import { useMayLoad } from './flying.ts';
import { isText } from './formats.ts';
import { markThere } from './markThere.ts';
import { FailedPreview, NoPreview } from './NoPreview.tsx';
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
  missing: ReactNode;
}

function Picture({ address, onError, instead, missing }: PictureProps) {
  const { data, error } = useQuery({
    queryKey: queryKeys.thumbnail(address),
    queryFn: ({ signal }) => thumbnailOf(address, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: FORGET_MS,
  });
  if (error) return missing;
  if (!data) return instead;
  return <img src={data} className={classes.picture} alt="" decoding="async" onLoad={markThere} onError={onError} />;
}

function Film({ address, onError }: FileProps) {
  // The first picture is often black.
  const ref = useFile<HTMLVideoElement>(`${address}#t=0.5`);
  return <video ref={ref} className={classes.picture} preload="metadata" muted onError={onError} />;
}

type ThumbnailProps = Pick<ListedTask, 'kind' | 'name' | 'address' | 'snippet'> & {
  /** No room for words. */
  isSmall?: boolean;
};

/** A small look at what a task is about. Its name stands beside it, so it has none of its own. */
export function Thumbnail({ kind, name, address, snippet, isSmall = false }: ThumbnailProps) {
  const [failed, setFailed] = useState(false);
  const mayLoad = useMayLoad();
  const words = { kind, name, isSmall };
  const placeholder = <NoPreview {...words} />;
  if (isSmall && (kind === 'text' || kind === 'tasks')) return placeholder;
  if (snippet !== null && address === null) {
    return (
      <Text className={classes.snippet} size="xs">
        {snippet}
      </Text>
    );
  }
  if (!mayLoad || address === null) return placeholder;
  const missing = <FailedPreview {...words} address={address} />;
  if (failed) return <Failed retry={() => setFailed(false)}>{missing}</Failed>;
  const props = { address, instead: placeholder, missing, onError: () => setFailed(true) };
  switch (kind) {
    case 'image':
      return <Picture {...props} />;
    case 'video':
      return <Film {...props} />;
    case 'audio':
      return <Wave {...props} />;
    default:
      return isText(name) ? <TextSnippet {...props} /> : <NoPreview {...words} why="content" />;
  }
}
