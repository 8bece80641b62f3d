export const seconds = () => performance.now() / 1000;

/** Linear between the two nearest, as ../shared/bench has it. */
export function quantile(values, q) {
  if (!values.length) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
}

export const median = (values) => quantile(values, 0.5);

/** The shape in which the shared scripts give repeated values, and latencies (milliseconds). */
export const summary = (values) => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
  n: values.length,
});
export const latency = (ms) => ({
  n: ms.length,
  p50_ms: quantile(ms, 0.5),
  p99_ms: quantile(ms, 0.99),
  max_ms: quantile(ms, 1),
});
