import { posix } from 'node:path';

/** Whose rules about roots and forbidden characters a path follows. */
export type PathPlatform = 'posix' | 'windows';

/** The one spelling of a path that is stored and compared: trimmed, forward slashes, nothing doubled, no dots, no trailing slash. */
export function normalizePath(text: string, platform: PathPlatform = 'posix'): string {
  const slashed = text.trim().replaceAll('\\', '/');
  if (slashed === '') return '';
  const windowsRoot = platform === 'windows' ? WINDOWS_ROOT.exec(slashed)?.[0] : undefined;
  if (windowsRoot === undefined) {
    const path = collapse(slashed);
    // `./ /x` and `./c:/x` are relative: without the dot they would be absolute when they are normalized again.
    return /^\s/.test(path) || (platform === 'windows' && WINDOWS_ROOT.test(path)) ? `./${path}` : path;
  }
  const below = collapse(slashed.slice(windowsRoot.length) || '/');
  if (!windowsRoot.startsWith('/')) return windowsRoot.toUpperCase() + below;
  const share = `/${windowsRoot.replaceAll(/\/+/g, '/')}`;
  return below === '/' ? share.trimEnd() : share + below;
}

/** What `..` never climbs above on Windows: `c:`, `//server` or `//server/share`. */
const WINDOWS_ROOT = /^(?:[a-z]:|\/\/(?!\.{0,2}\s*(?:\/|$))[^/]+(?:\/+(?!\.{0,2}\s*(?:\/|$))[^/]+)?)/i;

function collapse(slashed: string): string {
  const absolute = slashed.startsWith('/');
  const parts: string[] = [];
  for (const part of slashed.split('/')) enter(part, parts, absolute);
  // A path that ends in a blank would not come back unchanged when it is sent again, as in `/a/b /`.
  for (let last = parts.pop(); last !== undefined; last = parts.pop()) {
    const trimmed = last.trimEnd();
    enter(trimmed, parts, absolute);
    if (trimmed === last) break;
  }
  return (absolute ? '/' : '') + parts.join('/') || '.';
}

function enter(part: string, parts: string[], absolute: boolean): void {
  if (part === '' || part === '.') return;
  const canClimb = parts.length > 0 && parts.at(-1) !== '..';
  if (part !== '..') parts.push(part);
  else if (canClimb) parts.pop();
  else if (!absolute) parts.push(part);
}

/** Whether `child` is `parent` or lies below it, by whole components. Both are normalized. */
export function isSameOrInside(parent: string, child: string): boolean {
  return (parent !== '' && parent === child) || isBelow(parent, child);
}

/** Whether `child` is a true descendant of `parent`, by whole components. Both are normalized; an empty parent holds nothing. */
export function isBelow(parent: string, child: string): boolean {
  const prefix = asPrefix(parent);
  if (parent === '' || child.length <= prefix.length || !child.startsWith(prefix)) return false;
  // Normalized paths keep `..` in front only, so this is `../..` seen from `..`: above it, not below.
  return !/^\.\.(?:\/|$)/.test(child.slice(prefix.length));
}

/** The path of `child` seen from `parent`, without a leading slash; '' when they are equal. Throws when it is not inside. */
export function relativeBelow(parent: string, child: string): string {
  if (!isSameOrInside(parent, child)) throw new RangeError('The path is not inside the given parent');
  return child.slice(asPrefix(parent).length);
}

/** `rel` (as relativeBelow and belowRoot give it) put below `parent`. */
export function joinPath(parent: string, rel: string): string {
  if (rel === '' || parent === '') return parent + rel;
  return asPrefix(parent) + rel;
}

function asPrefix(parent: string): string {
  return parent.endsWith('/') ? parent : `${parent}/`;
}

/** The last component of a normalized path; '' for a root. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The normalized path without its last component: a root stays itself, a bare name gives ''. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  if (end === -1) return '';
  const directory = path.slice(0, end);
  return directory === '' || /^[A-Z]:$/.test(directory) ? `${directory}/` : directory;
}

/** The last extension in lower case with its dot; '' for none and for names like `.hidden`. */
export function extensionOf(name: string): string {
  const base = baseName(name);
  const dot = base.lastIndexOf('.');
  return dot > 0 && /[^.]/.test(base.slice(0, dot)) ? base.slice(dot).toLowerCase() : '';
}

/** Percent-encodes a relative path as Python's `urllib.parse.quote` does: letters, digits and `_.-~/` stay. */
export function quotePath(rel: string): string {
  // Most names need nothing, and a sync asks for a million of them.
  if (/^[\w.~/-]*$/.test(rel)) return rel;
  return encodeURIComponent(rel.toWellFormed())
    .replaceAll('%2F', '/')
    .replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The address that serves the file at `rel` below the document root, as task data holds it; `host` stands before it. */
export function localFileUrl(rel: string, host = ''): string {
  return `${host}/data/local-files/?d=${quotePath(rel)}`;
}

/** The last `d` of a raw query string, form-decoded; null without one. Broken encoding never throws: bad UTF-8 becomes U+FFFD. */
export function requestedPath(queryString: string): string | null {
  // Node hands over bytes that a client left unencoded as Latin-1 characters; they are UTF-8 like the encoded ones.
  const ascii = queryString.replaceAll(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  return new URLSearchParams(ascii).getAll('d').at(-1) ?? null;
}

/** The normalized path below the document root that a requested `d` means; null when it means nothing below it. */
export function belowRoot(d: string, platform: PathPlatform = 'posix'): string | null {
  const rel = posix.normalize(d).replaceAll(/^\/+|\/+$/g, '');
  if (rel === '' || rel === '.' || rel === '..' || rel.startsWith('../') || rel.includes('\0')) return null;
  // Windows reads a backslash as a separator, `:` as a drive or stream, and forgets dots and blanks at the end of a name.
  if (platform === 'windows' && /[\\:]|[. ](?:\/|$)/.test(rel)) return null;
  return rel;
}
