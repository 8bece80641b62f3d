import { Center, Text } from '@mantine/core';
import { useState } from 'react';
import type { ListedTask } from '../../../main/contract/taskList.ts';
import { KindIcon } from '../KindIcon.tsx';
import { TextSnippet } from './TextSnippet.tsx';
import classes from './Thumbnail.module.css';
import { Wave } from './Wave.tsx';

function Placeholder({ kind }: Pick<ListedTask, 'kind'>) {
  return (
    <Center h="100%" c="dimmed">
      <KindIcon kind={kind} size={28} />
    </Center>
  );
}

/** A small look at what a task is about. Its name stands beside it, so it has none of its own. */
export function Thumbnail({ kind, address, snippet }: Pick<ListedTask, 'kind' | 'address' | 'snippet'>) {
  const [failed, setFailed] = useState(false);
  const fail = () => setFailed(true);
  if (snippet !== null && address === null) {
    return (
      <Text className={classes.snippet} size="xs">
        {snippet}
      </Text>
    );
  }
  if (failed || address === null) return <Placeholder kind={kind} />;
  switch (kind) {
    case 'image':
      return <img className={classes.picture} src={address} alt="" decoding="async" onError={fail} />;
    case 'video':
      // The first picture is often black.
      return <video className={classes.picture} src={`${address}#t=0.5`} preload="metadata" muted onError={fail} />;
    case 'audio':
      return <Wave address={address} onFail={fail} />;
    case 'text':
      return <TextSnippet address={address} onFail={fail} />;
    default:
      return <Placeholder kind={kind} />;
  }
}
