import { fileURLToPath } from 'node:url';

/**
 * Where this program runs: bundled (dist/*.cjs) or from its sources (tests). The only place that knows the difference.
 */
const bundled = !import.meta.url.endsWith('.ts');

export function jobThreadEntry(): URL {
  return bundled
    ? new URL('./jobThread.cjs', import.meta.url)
    : new URL('../services/jobs/jobThread.ts', import.meta.url);
}

/** The built page. */
export function pageFolder(): string {
  return fileURLToPath(new URL(bundled ? './page/' : '../../dist/page/', import.meta.url));
}

/** The files of the sample project. */
export function sampleFolder(): string {
  return fileURLToPath(new URL(bundled ? '../assets/sample' : '../../assets/sample', import.meta.url));
}
