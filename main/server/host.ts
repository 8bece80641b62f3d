import { fileURLToPath } from 'node:url';
import type { ParentPort } from 'electron';
import type { FromServer } from '../contract/host.ts';

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

/** The way to the program that started this one. */
export interface HostChannel {
  send: (message: FromServer) => void;
  onMessage: (listener: (message: unknown) => void) => void;
  /** The other side is gone, whatever ended it. */
  onGone: (listener: () => void) => void;
}

/** Electron's own channel, or that of Node; null when a person started the server and reads what it prints. */
export function hostChannel(): HostChannel | null {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      // Electron ends its utility processes itself.
      onGone: () => undefined,
    };
  }
  // `node --watch` has a channel too, for itself.
  if (!process.send || process.env.WATCH_REPORT_DEPENDENCIES) return null;
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
    onGone: (listener) => process.on('disconnect', listener),
  };
}
