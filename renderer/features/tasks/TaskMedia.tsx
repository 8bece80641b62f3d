import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { kindOf } from '../../../main/contract/fileKinds.ts';
import { desktop } from '../../api/desktop.ts';
import type { MediaField } from '../../ui/media/addresses.ts';
import { beginning } from '../../ui/media/beginning.ts';
import { Problem } from '../../ui/Problem.tsx';
import { fileSize } from '../../ui/words.ts';
import classes from './Viewer.module.css';

/** More of a text is not read (bytes). */
const TEXT_BYTES = 1 << 20;

/** The desktop app grants its page nothing, a full screen neither: no button there that does nothing. */
const controlsList = desktop ? 'nofullscreen' : undefined;

function NotShown({ path }: { path: string }) {
  return (
    <Problem title="This file cannot be shown" error={`${path} is not served, or it is no such file as its name says.`}>
      <Anchor component={Link} to={`/diagnostics?path=${encodeURIComponent(path)}`} size="sm">
        Find out why
      </Anchor>
    </Problem>
  );
}

function TextFile({ address, path }: MediaField) {
  const { data, error } = useQuery({
    queryKey: ['text', address],
    queryFn: ({ signal }) => beginning(address, TEXT_BYTES, signal),
    retry: false,
  });
  if (error) return <NotShown path={path} />;
  return (
    <>
      <pre className={classes.text}>{data && new TextDecoder().decode(data)}</pre>
      {data && data.byteLength >= TEXT_BYTES && (
        <Text size="sm" c="dimmed">
          The first {fileSize(TEXT_BYTES)} are shown.
        </Text>
      )}
    </>
  );
}

function Picture({ address, path, onError }: MediaField & { onError: () => void }) {
  const [whole, setWhole] = useState(true);
  return (
    <button
      type="button"
      className={classes.stage}
      data-whole={whole}
      aria-label={whole ? 'Show in actual size' : 'Fit into the window'}
      onClick={() => setWhole(!whole)}
    >
      <img src={address} alt={path} onError={onError} />
    </button>
  );
}

function MediaFile(media: MediaField) {
  const [failed, setFailed] = useState(false);
  const onError = () => setFailed(true);
  if (failed) return <NotShown path={media.path} />;
  switch (kindOf(media.path)) {
    case 'image':
      return <Picture {...media} onError={onError} />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a person's own recording has no captions
        <video
          className={classes.video}
          src={media.address}
          controls
          controlsList={controlsList}
          aria-label={media.path}
          onError={onError}
        />
      );
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: see above
      return <audio className={classes.audio} src={media.address} controls aria-label={media.path} onError={onError} />;
    case 'text':
    case 'tasks':
      return <TextFile {...media} />;
    default:
      return (
        <Text c="dimmed" ta="center" py="xl">
          A browser cannot show files such as {media.path}. Its bytes are served, so programs can read it.
        </Text>
      );
  }
}

/** What the task is about: its files, or its texts when it names no file. */
export function TaskMedia({ media, data }: { media: MediaField[]; data: Record<string, unknown> }) {
  const texts = Object.entries(data).filter(([, value]) => typeof value === 'string');
  return (
    <Stack className={classes.media}>
      {media.map((field) => (
        <MediaFile key={field.field} {...field} />
      ))}
      {!media.length && texts.map(([field, value]) => <p key={field}>{String(value)}</p>)}
      {!media.length && !texts.length && (
        <Text c="dimmed" ta="center" py="xl">
          This task names no file and has no text. Its data are at the side.
        </Text>
      )}
    </Stack>
  );
}
