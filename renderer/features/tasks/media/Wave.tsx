import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryKeys } from '../../../api/queryKeys.ts';
import { beginning } from '../../../api/servedFiles.ts';
import { peaks } from './peaks.ts';
import classes from './Thumbnail.module.css';

/** Enough for the look of a sound; long ones are not read whole. */
const BYTES = 1 << 20;
const BARS = 48;
const RATE = 8000;

/** Decoding is heavy: one sound after the other. */
let turn: Promise<unknown> = Promise.resolve();

async function readPeaks(address: string, signal: AbortSignal): Promise<number[]> {
  const mine = turn.then(async () => {
    signal.throwIfAborted();
    const bytes = await beginning(address, BYTES, signal);
    const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
    return peaks(sound.getChannelData(0), BARS);
  });
  turn = mine.catch(() => undefined);
  return mine;
}

interface WaveProps {
  address: string;
  /** Until it is read. */
  instead?: ReactNode;
  /** When it cannot be. */
  missing?: ReactNode;
}

/** The look of a sound: how loud it is from its beginning to its end. */
export function Wave({ address, instead, missing }: WaveProps) {
  const { data, error } = useQuery({
    queryKey: queryKeys.soundPeaks(address),
    queryFn: ({ signal }) => readPeaks(address, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return missing;
  if (!data) return instead;
  return (
    <svg className={classes.wave} viewBox={`0 0 ${BARS * 4} 100`} preserveAspectRatio="none" aria-hidden="true">
      {data.map((peak, bar) => {
        const height = Math.max(2, peak * 96);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place
          <rect key={bar} x={bar * 4} y={50 - height / 2} width="2.4" height={height} rx="1.2" fill="currentColor" />
        );
      })}
    </svg>
  );
}
