import { z } from 'zod';

/** What a person would call a file. `tasks` are files that can hold task definitions. */
export const fileKind = z.enum(['image', 'audio', 'video', 'text', 'tasks', 'other']);
export type FileKind = z.output<typeof fileKind>;
export type NamedKind = Exclude<FileKind, 'other'>;

/** The one table of extensions: kinds of files, the filters made of them, and the checkboxes of the page. */
export const EXTENSIONS: Record<NamedKind, readonly string[]> = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'svg', 'tif', 'tiff', 'avif', 'heic', 'heif', 'jfif', 'ico'],
  audio: ['mp3', 'wav', 'flac', 'ogg', 'oga', 'opus', 'm4a', 'aac', 'aif', 'aiff', 'wma'],
  video: ['mp4', 'webm', 'mov', 'mkv', 'avi', 'm4v', 'mpg', 'mpeg', 'ogv', 'wmv', '3gp'],
  text: [
    'txt',
    'md',
    'csv',
    'tsv',
    'log',
    'html',
    'htm',
    'xml',
    'ndjson',
    'srt',
    'vtt',
    'conll',
    'rst',
    'css',
    'js',
    'yaml',
    'yml',
  ],
  tasks: ['json', 'jsonl', 'parquet'],
};

const KIND_OF_EXTENSION = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, extensions]) =>
    extensions.map((extension) => [extension, kind as NamedKind] as const),
  ),
);

/** The kind of a file by the extension of its name; a name that begins with its only dot has none. */
export function kindOf(name: string): FileKind {
  const extension = /[^/.][^/]*\.([^./]+)$/.exec(name)?.[1];
  return (extension && KIND_OF_EXTENSION.get(extension.toLowerCase())) || 'other';
}

/** The filter (Python's syntax) that lets these kinds through, whatever the case of the extension. */
export function filterFor(kinds: readonly NamedKind[]): string {
  return `(?i).*\\.(${kinds.flatMap((kind) => EXTENSIONS[kind]).join('|')})$`;
}
