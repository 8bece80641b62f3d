import { type Icon, IconBraces, IconFile, IconFileText, IconMovie, IconPhoto, IconWaveSine } from '@tabler/icons-react';
import type { FileKind } from '../../main/contract/fileKinds.ts';

const ICONS: Record<FileKind, Icon> = {
  image: IconPhoto,
  audio: IconWaveSine,
  video: IconMovie,
  text: IconFileText,
  tasks: IconBraces,
  other: IconFile,
};

/** What people call the kinds: one file, many files. */
export const KIND_WORDS: Record<FileKind, [one: string, many: string]> = {
  image: ['image', 'images'],
  audio: ['sound', 'sounds'],
  video: ['video', 'videos'],
  text: ['text', 'texts'],
  tasks: ['task file', 'task files'],
  other: ['other file', 'other files'],
};

export function KindIcon({ kind, size = 20 }: { kind: FileKind; size?: number }) {
  const Shape = ICONS[kind];
  return <Shape size={size} stroke={1.5} aria-hidden />;
}
