/** The loudest sample of each of `bars` equal parts, 0 to 1, the loudest of all being 1. */
export function peaks(samples: Float32Array, bars: number): number[] {
  const found = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * samples.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * samples.length) / bars));
    let loudest = 0;
    for (const sample of samples.subarray(from, to)) loudest = Math.max(loudest, Math.abs(sample));
    return loudest;
  });
  const loudest = Math.max(...found, Number.EPSILON);
  return found.map((peak) => peak / loudest);
}
