import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import getRawBody from 'raw-body';
import { Refusal } from '../services/errors.ts';
import { readJson } from '../services/requestJson.ts';

interface Limit {
  bytes: number;
  advice: string;
}

/** What the thread that answers requests parses itself: everybody else waits meanwhile. */
const USUAL: Limit = {
  bytes: 8 << 20,
  advice:
    'Tasks go to POST /api/projects/{id}/import, up to 64 MB at once, or into a file whose folder is synced; send anything else in parts.',
};
/** What a job thread parses. */
const IMPORT: Limit = {
  bytes: 64 << 20,
  advice: 'Send the tasks in several imports, or put them into a file and sync its folder.',
};

async function readBytes(request: IncomingMessage, { bytes: limit, advice }: Limit): Promise<Buffer> {
  try {
    return await getRawBody(request, { limit, length: request.headers['content-length'] ?? null });
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
      throw new Refusal(413, `The body is larger than ${limit >> 20} MB. ${advice}`);
    }
    throw error;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
async function readText(request: IncomingMessage): Promise<string> {
  const bytes = await readBytes(request, USUAL);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal(400, 'JSON parse error - the body is not UTF-8; send it in that encoding');
  }
}

/** The limit is on the whole of it, and a sender who gives up ends the reading. */
async function readMultipart(request: IncomingMessage): Promise<Record<string, string>> {
  const bytes = await readBytes(request, USUAL);
  const fields: Record<string, string> = Object.create(null);
  const parsed = new Promise<Record<string, string>>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, limits: { fieldSize: USUAL.bytes, fields: 1000, files: 0 } });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('close', () => resolve(fields));
    parser.on('error', reject);
    parser.end(bytes);
  });
  return parsed.catch((error) => {
    throw new Refusal(400, `Multipart form parse error - ${error.message}`);
  });
}

function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

const unsupported = (type: string) => new Refusal(415, `Unsupported media type "${type}" in request. Send JSON.`);

/** What is no JSON stays a text: its field says what it must be. */
function jsonOrText(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

const withJson = (form: Record<string, string>, names: string[]) => ({
  ...form,
  ...Object.fromEntries(names.filter((name) => name in form).map((name) => [name, jsonOrText(form[name] as string)])),
});

/**
 * The body as data: JSON with the digits of its numbers kept, or the fields of a form, of which those named here are written as
 * JSON. No body is an empty object.
 */
export async function readBody(request: IncomingMessage, jsonInForms: string[]): Promise<unknown> {
  const type = mediaType(request);
  if (type === 'multipart/form-data') return withJson(await readMultipart(request), jsonInForms);
  const text = await readText(request);
  if (!text.trim()) return {};
  if (type === 'application/json') return readJson(text);
  if (type !== 'application/x-www-form-urlencoded') throw unsupported(type);
  return withJson(Object.fromEntries(new URLSearchParams(text)), jsonInForms);
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The body of an import as it was sent, in a buffer of its own: a job thread takes it over and parses it. */
export async function readImport(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const type = mediaType(request);
  // What is not there has no type: it is refused as JSON that is empty.
  if (type !== 'application/json' && hasBody(request)) throw unsupported(type);
  const bytes = await readBytes(request, IMPORT);
  // Node cuts small buffers out of a shared one, which cannot be given away.
  const alone = bytes.byteLength === bytes.buffer.byteLength;
  return alone ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
