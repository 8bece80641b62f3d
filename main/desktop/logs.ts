import path from 'node:path';
import { app } from 'electron';
// Not `electron-log/main`: that one opens a channel to the page.
import log from 'electron-log/node';

const MAX_BYTES = 2 * 1024 * 1024;

export const logFolder = (): string => app.getPath('logs');
export const logFile = (): string => path.join(logFolder(), 'larder.log');

/** Everything goes to one file, which is renamed to `larder.old.log` when it is full. */
export function startLog(): void {
  log.transports.file.resolvePathFn = logFile;
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.console.level = app.isPackaged ? false : 'warn';
}

export { log };
