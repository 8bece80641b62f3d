import { type FileKind, kindOf } from '../../../../main/contract/fileKinds.ts';

/** What people call the format of a file: "TIFF" for a.tiff; empty when its name does not tell. */
export const formatOf = (name: string) => /[^/]\.([a-z\d]{1,7})$/i.exec(name)?.[1]?.toUpperCase() ?? '';

/** Formats that Chromium has no decoder for, in today's versions. */
const FOREIGN = new Set(['TIF', 'TIFF', 'HEIC', 'HEIF', 'AIF', 'AIFF', 'WMA', 'AVI', 'WMV', 'MPG', 'MPEG', 'OGV']);
export const isForeign = (name: string) => FOREIGN.has(formatOf(name));

/** What is shown everywhere. */
export const SHOWN_FORMAT: Partial<Record<FileKind, string>> = {
  image: 'JPEG or PNG',
  audio: 'MP3 or WAV',
  video: 'MP4 with H.264',
};

/** Whether the file is looked at as text. */
export const isText = (name: string) => ['text', 'tasks'].includes(kindOf(name)) && formatOf(name) !== 'PARQUET';
