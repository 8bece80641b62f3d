export const seconds = () => performance.now() / 1000;

/** Linear between the two nearest, as ../shared/bench has it; null when nothing was measured. */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** Of what was measured once at the least. */
export function median(values: readonly number[]): number {
  const middle = quantile(values, 0.5);
  if (middle === null) throw new Error('nothing was measured');
  return middle;
}

/** Of memory, which not every system tells. */
export const medianIfTold = (values: readonly (number | null)[]): number | null =>
  quantile(
    values.filter((value) => value !== null),
    0.5,
  );

/** The shape in which the shared scripts give repeated values, and latencies (milliseconds). */
export const summary = (values: readonly number[]) => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
  n: values.length,
});
export const latency = (ms: readonly number[]) => ({
  n: ms.length,
  p50_ms: quantile(ms, 0.5),
  p99_ms: quantile(ms, 0.99),
  max_ms: quantile(ms, 1),
});
