import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import getRawBody from 'raw-body';
import { Refusal } from '../services/errors.ts';
import { readJson } from '../services/requestJson.ts';

/** The most that one request may carry (bytes). More belongs into a file of an import storage. */
export const BODY_LIMIT = 64 * 1024 * 1024;

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  try {
    return await getRawBody(request, { limit: BODY_LIMIT, length: request.headers['content-length'] ?? null });
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
      throw new Refusal(
        413,
        `The body is larger than ${BODY_LIMIT >> 20} MB. Put it into a file and sync its folder instead.`,
      );
    }
    throw error;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
async function readText(request: IncomingMessage): Promise<string> {
  const bytes = await readBytes(request);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal(400, 'JSON parse error - the body is not UTF-8; send it in that encoding');
  }
}

/** The limit is on the whole of it, and a sender who gives up ends the reading. */
async function readMultipart(request: IncomingMessage): Promise<Record<string, string>> {
  const bytes = await readBytes(request);
  const fields: Record<string, string> = Object.create(null);
  const parsed = new Promise<Record<string, string>>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, limits: { fieldSize: BODY_LIMIT, fields: 1000, files: 0 } });
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

/** The body as data: JSON with the digits of its numbers kept, or the fields of a form. No body is an empty object. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const type = mediaType(request);
  if (type === 'multipart/form-data') return readMultipart(request);
  const text = await readText(request);
  if (!text.trim()) return {};
  if (type === 'application/json') return readJson(text);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  throw unsupported(type);
}

/** The body as the JSON text that was sent. */
export async function readJsonText(request: IncomingMessage): Promise<string> {
  const type = mediaType(request);
  if (type !== 'application/json') throw unsupported(type);
  return readText(request);
}
