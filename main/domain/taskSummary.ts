import { type FileKind, kindOf } from '../contract/fileKinds.ts';
import { LOCAL_FILES, namedPath } from '../contract/localFiles.ts';
import { baseName, quotePath } from './paths.ts';

/** What a list shows of a task's data. */
interface TaskContent {
  kind: FileKind;
  address: string | null;
  snippet: string | null;
}

const NAME_LENGTH = 200;
const SNIPPET_LENGTH = 400;
const SERVED = `${LOCAL_FILES}/?`;
const ADDRESS = /^(?:\/data\/|[a-z][a-z\d+.-]*:\/\/)\S+$/i;
/** A text in JSON, as a key when a colon follows. The last one may be cut off. */
const TEXTS = /"([^"\\]*(?:\\.[^"\\]*)*)(?:"(\s*:)?|\\?$)/gs;
const CUT_ESCAPE = /\\(?:u[\da-f]{0,3})?$/i;

function unescaped(text: string): string {
  try {
    return text.includes('\\') ? JSON.parse(`"${text.replace(CUT_ESCAPE, '')}"`) : text;
  } catch {
    return text;
  }
}

/** The first address and the first other text among the values of JSON, of which `json` may be only the beginning. */
function firstTexts(json: string): { address: string | null; text: string | null } {
  let text: string | null = null;
  for (const [, written = '', colon] of json.matchAll(TEXTS)) {
    if (colon !== undefined) continue;
    const value = unescaped(written).trim();
    if (ADDRESS.test(value)) return { address: value, text };
    if (value) text ??= value;
  }
  return { address: null, text };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address of ours without the host that it may begin with; null for any other. */
function servedAddress(address: string): string | null {
  const at = address.indexOf(SERVED);
  return at < 0 ? null : address.slice(at);
}

/** The path that an address names: of one of ours the file, of any other what stands before the query. */
const pathOf = (address: string): string => namedPath(address) ?? decoded(address.replace(/[?#].*$/s, ''));

const lineOf = (text: string, length: number) =>
  text
    .slice(0, length * 2)
    .replace(/\s+/g, ' ')
    .slice(0, length);

/**
 * What tells a task apart. `path` is the file that made it, `data` the beginning of its data: null for a task that is a file
 * itself, whose name is that of the file.
 */
export function taskName(path: string | null, data: string | null): string {
  const file = baseName(path ?? '');
  if (data === null) return file;
  const { address, text } = firstTexts(data);
  if (address !== null) return baseName(pathOf(address)) || address;
  return text === null ? file : lineOf(text, NAME_LENGTH);
}

/** What a list shows of data, of which it gets the beginning. */
export function taskContent(data: string): TaskContent {
  const { address, text } = firstTexts(data);
  const served = address && servedAddress(address);
  const shown = served === null ? (text ?? address) : null;
  return {
    kind: address !== null ? kindOf(baseName(pathOf(address))) : text !== null ? 'text' : 'other',
    address: served,
    snippet: shown === null ? null : lineOf(shown, SNIPPET_LENGTH),
  };
}

const folded = (text: string) => text.normalize().toLowerCase();

/** Makes the test whether the path of a task's file or its data hold what is looked for; capitals do not matter. */
export function taskSearch(search: string): (path: string | null, data: string | null) => boolean {
  const inPath = folded(search);
  // As it stands in JSON, and as it stands in an address there.
  const inData = [...new Set([inPath, folded(JSON.stringify(search).slice(1, -1)), folded(quotePath(search))])];
  return (path, data) => {
    if (path !== null && folded(path).includes(inPath)) return true;
    if (data === null) return false;
    const text = folded(data);
    return inData.some((needle) => text.includes(needle));
  };
}
