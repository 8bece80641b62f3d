/**
 * Where this program runs: bundled (dist/*.cjs) or from its sources (tests). The only place that knows the difference.
 */
export function jobThreadEntry(): URL {
  const bundled = import.meta.url.includes('/dist/') || !import.meta.url.endsWith('.ts');
  return bundled
    ? new URL('./jobThread.cjs', import.meta.url)
    : new URL('../services/jobs/jobThread.ts', import.meta.url);
}
