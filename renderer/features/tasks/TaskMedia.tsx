import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { kindOf } from '../../../main/contract/fileKinds.ts';
import { desktop } from '../../api/desktop.ts';
import { useTextBeginning } from '../../api/servedFiles.ts';
import { fileSize } from '../../ui/words.ts';
import type { MediaField } from './media/addresses.ts';
import { Failed } from './media/Failed.tsx';
import { isText } from './media/formats.ts';
import { markThere } from './media/markThere.ts';
import { NotShown, NoView } from './media/NotShown.tsx';
import { Wave } from './media/Wave.tsx';
import classes from './Viewer.module.css';

/** More of a text is not read (bytes). */
const TEXT_BYTES = 1 << 20;

/** The desktop app grants its page nothing, a full screen neither: no button there that does nothing. */
const controlsList = desktop ? 'nofullscreen' : undefined;

function TextFile(media: MediaField) {
  const { address } = media;
  const { data, error } = useTextBeginning(address, TEXT_BYTES);
  if (error || data?.text === '') return <NotShown {...media} />;
  return (
    <>
      <pre className={classes.text}>{data?.text}</pre>
      {data?.isCut && (
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
      <img src={address} alt={path} onLoad={markThere} onError={onError} />
    </button>
  );
}

function MediaFile(media: MediaField) {
  const [failed, setFailed] = useState(false);
  const onError = () => setFailed(true);
  if (failed) {
    return (
      <Failed retry={() => setFailed(false)}>
        <NotShown {...media} />
      </Failed>
    );
  }
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
      return (
        <div className={classes.sound}>
          <div className={classes.wave}>
            <Wave address={media.address} />
          </div>
          {/* biome-ignore lint/a11y/useMediaCaption: see above */}
          <audio className={classes.audio} src={media.address} controls aria-label={media.path} onError={onError} />
        </div>
      );
    default:
      return isText(media.path) ? <TextFile {...media} /> : <NoView path={media.path} />;
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
