import { hash } from 'node:crypto';
import { kindOf } from '../../contract/fileKinds.ts';
import type { LocalFilesImportStorage } from '../../database/rows.ts';
import { baseName, extensionOf, joinPath } from '../../domain/paths.ts';
import type { TaskItem } from '../../domain/taskItem.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { readTaskItems, type TaskFileEntry } from '../../files/readTaskItems.ts';
import type { FileList } from './fileList.ts';
import { exportStoragesOf, insertTask, takeBackTask } from './insertTask.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { SyncIssues } from './syncIssues.ts';

const ROWS_A_BATCH = 1000;
const BYTES_A_BATCH = 1 << 20;
/** By its name; what a file without an extension holds is seen when it is read. */
export const mayHoldTasks = (name: string) => kindOf(name) === 'tasks' || extensionOf(name) === '';
export const NO_TASK_FILE = {
  reason: 'it is not a JSON, JSONL or Parquet file, so it holds no tasks',
  advice: 'Choose the import method Files for media and text, or set a filter such as .*\\.json$ that leaves it out.',
};

interface CurrentFile {
  path: string;
  nextRow: number;
  /** Items of this file that an earlier sync stored, by the hash of their data. */
  known: Map<string, number>;
  /** Set once a part of the file is stored before the whole of it was read: the row that says so, and its first task. */
  begun: { marker: number; firstTask: number } | null;
}

interface WaitingItem {
  file: CurrentFile;
  rowIndex: number;
  item: TaskItem;
  itemHash: Buffer;
}

/** An error that no reader of task files foresaw: it concerns one file only. */
class ReaderBroke extends Error {}

const BROKEN_ADVICE =
  'The file seems to be damaged: write it again with the program that made it, or convert it to JSON, then sync again.';

async function* readGroups(path: string, onShare: (share: number) => void): AsyncGenerator<TaskFileEntry[]> {
  try {
    yield* readTaskItems(path, {}, onShare);
  } catch (error) {
    throw new ReaderBroke(error instanceof Error ? error.message : String(error));
  }
}

const hashOf = (data: string) => hash('sha1', data, 'buffer');

/** Tasks mode: each file holds task definitions. A file is kept whole: cancelled or broken in the middle, it leaves no task behind. */
export class TaskFileImport {
  readonly #storage: LocalFilesImportStorage;
  readonly #documentRoot: string;
  readonly #context: JobContext;
  readonly #issues: SyncIssues;
  /** The only files of which an earlier sync may have stored something. */
  readonly #unfinished: ReadonlySet<string>;
  #waiting: WaitingItem[] = [];
  #waitingBytes = 0;

  constructor(
    storage: LocalFilesImportStorage,
    documentRoot: string,
    context: JobContext,
    issues: SyncIssues,
    unfinished: ReadonlySet<string>,
  ) {
    this.#storage = storage;
    this.#documentRoot = documentRoot;
    this.#context = context;
    this.#issues = issues;
    this.#unfinished = unfinished;
  }

  async run(files: FileList, positions: Uint32Array): Promise<void> {
    const { counts } = this.#context;
    counts.files = positions.length;
    try {
      for (const position of positions) {
        await this.#context.pause();
        await this.#importFile(files.path(position));
        counts.files_read += 1;
        counts.file_share = 0;
      }
    } finally {
      await this.#store(null);
    }
  }

  async #importFile(path: string): Promise<void> {
    if (!mayHoldTasks(baseName(path))) {
      this.#issues.add({ path, place: 'file', number: 0, ...NO_TASK_FILE });
      return;
    }
    const file = this.#open(path);
    try {
      await this.#readItems(file);
    } catch (error) {
      if (error instanceof Cancelled || error instanceof ReaderBroke) await this.#forget(file);
      if (error instanceof Cancelled && file.begun) {
        throw new Cancelled(
          `What ${baseName(path)} had brought by then was taken back, because a file is imported whole or not at all.`,
        );
      }
      if (!(error instanceof ReaderBroke)) throw error;
      const reason = `reading it broke (${error.message}), so nothing of it was imported`;
      this.#issues.add({ path, place: 'file', number: 0, reason, advice: BROKEN_ADVICE });
      return;
    }
    if (file.begun || this.#isFull()) await this.#store(null, file);
  }

  #open(path: string): CurrentFile {
    const { importLinks } = this.#context.repositories;
    const nextRow = this.#unfinished.has(path) ? importLinks.nextRowIndex(this.#storage.id, path) : 0;
    const known = new Map<string, number>();
    if (nextRow > 0) {
      for (const itemHash of importLinks.itemHashes(this.#storage.id, path)) {
        const key = itemHash.toString('hex');
        known.set(key, (known.get(key) ?? 0) + 1);
      }
    }
    return { path, nextRow, known, begun: null };
  }

  async #readItems(file: CurrentFile): Promise<void> {
    const onShare = (share: number) => {
      this.#context.counts.file_share = share;
    };
    for await (const group of readGroups(joinPath(this.#documentRoot, file.path), onShare)) {
      for (const entry of group) {
        if ('problem' in entry) {
          this.#issues.add({ path: file.path, place: entry.place, number: entry.number, ...entry.problem });
        } else this.#take(file, entry.item);
      }
      if (this.#isFull()) {
        await this.#store(file);
        await this.#context.pause();
      }
    }
  }

  #isFull(): boolean {
    return (
      this.#waiting.length >= ROWS_A_BATCH ||
      this.#waitingBytes >= BYTES_A_BATCH ||
      this.#issues.waiting >= ROWS_A_BATCH
    );
  }

  /** Takes an item unless an earlier sync did. */
  #take(file: CurrentFile, item: TaskItem): void {
    const itemHash = hashOf(item.data);
    const key = file.known.size ? itemHash.toString('hex') : '';
    const times = file.known.get(key) ?? 0;
    if (times) {
      file.known.set(key, times - 1);
      this.#context.counts.existing += 1;
      return;
    }
    this.#waiting.push({ file, rowIndex: file.nextRow++, item, itemHash });
    this.#waitingBytes += item.data.length;
  }

  /** Stores what waits. `open` is a file of which more will come, `ended` one that is whole now. */
  async #store(open: CurrentFile | null, ended: CurrentFile | null = null): Promise<void> {
    const waiting = this.#waiting;
    const { repositories, counts } = this.#context;
    if (!waiting.length && !this.#issues.waiting && !ended?.begun) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#context.write(() => {
      const now = nowMicros();
      const project = this.#storage.project_id;
      const exportStorages = exportStoragesOf(repositories, project);
      let innerId = waiting.length ? repositories.projects.takeInnerIds(project, waiting.length) : 0;
      for (const { file, rowIndex, item, itemHash } of waiting) {
        const origin = { project, innerId: innerId++, author: null, now };
        const task = insertTask(repositories, origin, item, exportStorages);
        repositories.importLinks.insert(task, this.#storage.id, file.path, rowIndex, itemHash);
        if (file === open && !file.begun) file.begun = { marker: this.#mark(file), firstTask: task };
      }
      if (ended?.begun) repositories.syncIssues.remove(ended.begun.marker);
      this.#issues.store();
    });
    counts.created += waiting.length;
  }

  /** The row that makes the next sync read the file again should this one not come to its end. */
  #mark(file: CurrentFile): number {
    return this.#context.repositories.syncIssues.insert({
      storage_id: this.#storage.id,
      path: file.path,
      place: 'file',
      number: 0,
      reason: 'its import was interrupted',
      advice: 'Sync again: the rest of it is imported, nothing twice.',
    });
  }

  /** Takes back the tasks of a file that is not whole; tasks that somebody has annotated meanwhile stay, and so does the mark. */
  async #forget(file: CurrentFile): Promise<void> {
    this.#waiting = this.#waiting.filter((item) => item.file !== file);
    const { begun } = file;
    if (!begun) return;
    const { repositories, counts } = this.#context;
    const { importLinks, syncIssues } = repositories;
    let removed: number;
    do {
      removed = await this.#context.write(() => {
        const some = importLinks.unannotatedOfFile(this.#storage.id, file.path, begun.firstTask, ROWS_A_BATCH);
        for (const task of some) takeBackTask(repositories, task);
        return some.length;
      });
      counts.created -= removed;
    } while (removed);
    if (importLinks.nextRowIndex(this.#storage.id, file.path) === 0) {
      await this.#context.write(() => syncIssues.remove(begun.marker));
    }
  }
}
