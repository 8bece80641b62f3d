import { relativeBelow } from '../../domain/paths.ts';
import type { JobContext } from './jobContext.ts';

/** How many bad items the storage's traceback names; the whole list is under /api/larder. */
const LINES_IN_TRACEBACK = 1000;

interface Issue {
  /** Relative to the document root. */
  path: string;
  place: 'file' | 'item' | 'line' | 'row';
  number: number;
  reason: string;
  advice: string;
}

/** Collects what a sync could not take: rows for the list, lines for the traceback. */
export class SyncIssues {
  readonly lines: string[] = [];
  #total = 0;
  #waiting: Issue[] = [];
  readonly #storage: number;
  readonly #folder: string;
  readonly #context: JobContext;

  /** `folder` is the storage's path relative to the document root. */
  constructor(storage: number, folder: string, context: JobContext) {
    this.#storage = storage;
    this.#folder = folder;
    this.#context = context;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(issue: Issue): void {
    this.#waiting.push(issue);
    this.#total += 1;
    this.#context.counts.failed += 1;
    if (this.lines.length >= LINES_IN_TRACEBACK) return;
    const file = issue.path === this.#folder ? 'the folder itself' : relativeBelow(this.#folder, issue.path);
    const place = issue.place === 'file' ? '' : `, ${issue.place} ${issue.number}`;
    this.lines.push(`${file}${place}: ${issue.reason}. ${issue.advice}`.replace(/\s+/g, ' '));
  }

  /** Call in a transaction. */
  store(): void {
    for (const issue of this.#waiting)
      this.#context.repositories.syncIssues.insert({ storage_id: this.#storage, ...issue });
    this.#waiting = [];
  }

  get text(): string | null {
    if (!this.#total) return null;
    const more = this.#total - this.lines.length;
    return [
      ...this.lines,
      ...(more ? [`and ${more} more, listed under /api/larder/storages/${this.#storage}/issues`] : []),
    ].join('\n');
  }
}
