import { localFileUrl } from './paths.ts';

/** The key under which Files mode stores an address; the labeling config says at reading time which field it is. */
const UNDEFINED_KEY = '"$undefined$"';

/** The data of a Files mode task, as JSON text. `path` is relative to the document root, `host` stands before the address. */
export const fileTaskData = (path: string, host: string) =>
  `{${UNDEFINED_KEY}:${JSON.stringify(localFileUrl(path, host))}}`;

/** Task data with the placeholder key of Files mode shown as the field that the labeling config names. */
export function shownData(data: string, dataKey: string): string {
  const start = `{${UNDEFINED_KEY}:`;
  return data.startsWith(start) ? `{${JSON.stringify(dataKey)}:${data.slice(start.length)}` : data;
}
