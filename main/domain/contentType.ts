import { lookup } from 'mime-types';
import { baseName, extensionOf } from './paths.ts';

const BYTES = 'application/octet-stream';
const TAR = 'application/x-tar';

/** Sent as they are, never with a Content-Encoding, so their type is not the one of what they hold. */
const COMPRESSED = new Set(['.gz', '.bz2', '.xz', '.br', '.z']);
const COMPRESSED_TAR = new Set(['.tgz', '.taz', '.tz', '.tbz2', '.txz']);
/** Where Label Studio answers otherwise than the usual table. */
const OWN = new Map([
  ['.wav', 'audio/x-wav'],
  ['.js', 'application/javascript'],
  ['.jfif', 'image/jpeg'],
  ['.m4v', 'video/mp4'],
  ['.srt', 'text/plain'],
]);

/** The Content-Type of a file by the extension of its name, without a charset. */
export function contentTypeOf(name: string): string {
  const extension = extensionOf(name);
  if (COMPRESSED.has(extension)) return extensionOf(withoutExtension(name, extension)) === '.tar' ? TAR : BYTES;
  if (COMPRESSED_TAR.has(extension)) return TAR;
  return OWN.get(extension) ?? (lookup(extension) || BYTES);
}

function withoutExtension(name: string, extension: string): string {
  return baseName(name).slice(0, -extension.length);
}
