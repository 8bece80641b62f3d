import type { IncomingHttpHeaders } from 'node:http';
import type { UserRow } from '../database/rows.ts';
import { requestedPath } from '../domain/paths.ts';
import { openInside } from '../files/openFile.ts';
import { realPathOrSame } from '../files/probe.ts';
import { closeQuietly } from '../files/sendFile.ts';
import type { Core } from './core.ts';
import { type FileAnswer, fileAnswer } from './fileAnswer.ts';
import { decideServing } from './servingRules.ts';

/** How long the resolved document root is trusted (milliseconds): its links change when a disk is mounted anew. */
const TRUST_ROOT_MS = 2000;

export const SERVING_DISABLED =
  'Serving of local files is disabled. Set LOCAL_FILES_SERVING_ENABLED=true, or choose a document root in Larder.';

/** A file with its answer, or why there is none. */
type ServedFile = { answer: FileAnswer } | { status: 403 | 404; text: string };

/** Opens the files that `/data/local-files/` may serve. */
export class Serving {
  readonly #core: Core;
  #root = { path: '', real: Promise.resolve(''), until: 0 };

  constructor(core: Core) {
    this.#core = core;
  }

  /** The answer to a request for a file: `query` is the raw query string, `asked` the headers. */
  async answer(user: UserRow, query: string, asked: IncomingHttpHeaders): Promise<ServedFile> {
    const settings = this.#core.settings();
    if (!settings.serving_enabled.value) return { status: 403, text: SERVING_DISABLED };
    const d = requestedPath(query);
    if (!d) return { status: 403, text: '' };
    const decision = decideServing(this.#core, user, d);
    if (decision.path === null || !decision.insideStorage) return { status: 404, text: '' };
    if (!decision.visible) return { status: 403, text: '' };
    const file = await this.#open(decision.path);
    return file ? { answer: fileAnswer(file, decision.path, asked) } : { status: 404, text: '' };
  }

  /** Whether a file that the rules allow can be read. */
  async isReadable(path: string): Promise<boolean> {
    const file = await this.#open(path);
    if (file) closeQuietly(file.descriptor);
    return file !== null;
  }

  async #open(path: string) {
    const { follow_links, document_root } = this.#core.settings();
    const realRoot = follow_links.value ? null : await this.#realRoot(document_root.value);
    return openInside(path, { realRoot, closed: this.#core.dataDir });
  }

  #realRoot(path: string): Promise<string> {
    const now = Date.now();
    if (this.#root.path !== path || this.#root.until < now) {
      this.#root = { path, real: realPathOrSame(path), until: now + TRUST_ROOT_MS };
    }
    return this.#root.real;
  }
}
