import { useEffect, useState } from 'react';
import { paceOf, type Sample, withSample } from './pace.ts';

/** When no news come, the pace sinks all the same (milliseconds). */
const BEAT_MS = 1000;

/** Steps a second of something under way; null while it cannot be said. `phase` tells counts apart that do not go on from each other. */
export function useJobPace(done: number, phase: string): number | null {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another phase counts something else
  useEffect(() => setSamples([]), [phase]);
  useEffect(() => {
    const take = () => setSamples((before) => withSample(before, { at: performance.now(), done }));
    take();
    const beat = setInterval(take, BEAT_MS);
    return () => clearInterval(beat);
  }, [done]);
  return paceOf(samples);
}
