import type { UserRow } from '../database/rows.ts';
import { type OpenFile, openInside } from '../files/openFile.ts';
import { realPathOrSame } from '../files/probe.ts';
import type { Core } from './core.ts';
import { decideServing } from './servingRules.ts';

/** How long the resolved document root is trusted (milliseconds): its links change when a disk is mounted anew. */
const TRUST_ROOT_MS = 2000;

export const SERVING_DISABLED =
  'Serving of local files is disabled. Set LOCAL_FILES_SERVING_ENABLED=true, or choose a document root in Larder.';

export type ServedFile = { file: OpenFile; path: string } | { status: 403 | 404; text: string };

/** Opens the files that `/data/local-files/` may serve. */
export class Serving {
  readonly #core: Core;
  #root = { path: '', real: Promise.resolve(''), until: 0 };

  constructor(core: Core) {
    this.#core = core;
  }

  /** `d` is the decoded path below the document root, null when the request had none. */
  async open(user: UserRow, d: string | null): Promise<ServedFile> {
    const settings = this.#core.settings();
    if (!settings.serving_enabled.value) return { status: 403, text: SERVING_DISABLED };
    if (!d) return { status: 403, text: '' };
    const decision = decideServing(this.#core, user, d);
    if (decision.path === null || !decision.insideStorage) return { status: 404, text: '' };
    if (!decision.visible) return { status: 403, text: '' };
    const realRoot = settings.follow_links.value ? null : await this.#realRoot(settings.document_root.value);
    const file = await openInside(decision.path, realRoot);
    return file ? { file, path: decision.path } : { status: 404, text: '' };
  }

  #realRoot(path: string): Promise<string> {
    const now = Date.now();
    if (this.#root.path !== path || this.#root.until < now) {
      this.#root = { path, real: realPathOrSame(path), until: now + TRUST_ROOT_MS };
    }
    return this.#root.real;
  }
}
