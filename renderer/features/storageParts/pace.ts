/** How far something was at a moment (milliseconds). */
export interface Sample {
  at: number;
  done: number;
}

/** The pace is that of the last seconds: what was long ago says nothing of the rest. */
const WINDOW_MS = 5000;
/** Less than this gives no pace worth showing. */
const LEAST_MS = 800;

/** The samples with a new one; without those that are too old, but always one from before. Going back starts anew. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && sample.done < last.done) return [sample];
  const firstKept = samples.findLastIndex(({ at }) => at <= sample.at - WINDOW_MS);
  return [...samples.slice(Math.max(0, firstKept)), sample];
}

/** Steps a second; null when it cannot be said yet. */
export function paceOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < LEAST_MS) return null;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}
