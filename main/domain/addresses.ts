import { posix } from 'node:path';
import { LOCAL_FILES } from '../contract/localFiles.ts';
import { belowRoot, isBelow, joinPath, type PathPlatform, quotePath, relativeBelow } from './paths.ts';

/** An address of a local file, taken apart. */
interface Address {
  /** What stands before `/data/local-files`: nothing, or a host. */
  prefix: string;
  /** Decoded, as it was written: not yet a path that is known to be below the document root. */
  d: string;
  /** The address with another path. */
  with: (rel: string) => string;
}

/** Reads a text that is an address as a whole; null for any other, also one that only mentions an address. */
export function readAddress(text: string): Address | null {
  const at = text.indexOf(LOCAL_FILES);
  if (at < 0) return null;
  const match = /^(?<place>\/?)\?(?<query>[^#\r\n]*)(?<fragment>#[^\r\n]*)?$/.exec(text.slice(at + LOCAL_FILES.length));
  if (!match?.groups) return null;
  const { place, query = '', fragment = '' } = match.groups;
  const parts = query.split('&');
  // The last one counts, as it does when the address is asked for.
  const which = parts.findLastIndex((part) => new URLSearchParams(part).has('d'));
  const d = new URLSearchParams(parts[which]).get('d');
  // Bytes that are no UTF-8 name no file.
  if (!d || (d.includes('\uFFFD') && !/\uFFFD|%EF%BF%BD/i.test(query))) return null;
  const prefix = text.slice(0, at);
  return {
    prefix,
    d,
    with: (rel) => `${prefix}${LOCAL_FILES}${place}?${parts.with(which, `d=${quotePath(rel)}`).join('&')}${fragment}`,
  };
}

/** A change of the document root that paths and addresses are relative to. */
export interface Rebase {
  from: string;
  to: string;
  /** The hosts that stand before addresses of this Larder. Anything else before one is somebody else's. */
  hosts: readonly string[];
  platform: PathPlatform;
}

/** The path that `rel` means below `root`, or above it when it begins with `..`, as rebasedPath may give it. */
export const pathFrom = (root: string, rel: string): string =>
  rel.startsWith('../') ? posix.normalize(joinPath(root, rel)) : joinPath(root, rel);

/** A relative path seen from the new root. One outside of it gets `..`: it stays what it was, and the way back is open. */
export function rebasedPath(rel: string, { from, to }: Rebase): string {
  const path = pathFrom(from, rel);
  return isBelow(to, path) ? relativeBelow(to, path) : posix.relative(to, path);
}

/** An address seen from the new root; null when the text is no address of ours, or names nothing below both roots. */
export function rebasedAddress(text: string, { from, to, hosts, platform }: Rebase): string | null {
  const address = readAddress(text);
  if (!address || (address.prefix !== '' && !hosts.includes(address.prefix))) return null;
  const rel = belowRoot(address.d, platform);
  if (rel === null) return null;
  const path = joinPath(from, rel);
  return isBelow(to, path) ? address.with(relativeBelow(to, path)) : null;
}

const isEscaped = (text: string, at: number): boolean => {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
};

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

/**
 * Task data (compact JSON text) with its addresses seen from the new root: texts that are an address as a whole, at any
 * depth. Everything else stays byte for byte.
 */
export function rebasedData(data: string, rebase: Rebase): string {
  if (rebase.from === rebase.to) return data;
  const pieces: string[] = [];
  let kept = 0;
  for (let at = data.indexOf(LOCAL_FILES); at >= 0; at = data.indexOf(LOCAL_FILES, kept)) {
    const start = data.lastIndexOf('"', at);
    const end = closingQuote(data, at) + 1;
    // After an escaped quote it is the inside of a longer text; before a colon it is the name of a field.
    const isValue = !isEscaped(data, start) && data[end] !== ':';
    const rebased = isValue ? rebasedAddress(JSON.parse(data.slice(start, end)), rebase) : null;
    pieces.push(rebased === null ? data.slice(kept, end) : data.slice(kept, start) + JSON.stringify(rebased));
    kept = end;
  }
  return pieces.join('') + data.slice(kept);
}

/** A labeling config (XML) with the attributes that are an address as a whole seen from the new root. */
export function rebasedConfig(config: string, rebase: Rebase): string {
  return config.replaceAll(/(["'])([^"'<>]*\/data\/local-files\/?\?[^"'<>]*)\1/g, (whole, quote, value: string) => {
    const text = value.replaceAll('&amp;', '&');
    // Other entities are left to whoever wrote them.
    const rebased = /&#?\w+;/.test(text) ? null : rebasedAddress(text, rebase);
    return rebased === null ? whole : quote + rebased.replaceAll('&', '&amp;') + quote;
  });
}
