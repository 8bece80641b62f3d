import type { StorageFields } from '../contract/storages.ts';
import type { Column } from '../database/changeRow.ts';
import type { LocalFilesExportStorage, LocalFilesImportStorage, LocalFilesMixin } from '../database/rows.ts';
import type { NewStorage } from '../database/storages.ts';
import { isBelow } from '../domain/paths.ts';
import { nowMicros } from '../domain/timestamps.ts';
import type { Access, User } from './access.ts';
import { exportStorageAnswer, importStorageAnswer } from './answers/storages.ts';
import { write } from './core.ts';
import { invalidRequest, Refusal, stillThere } from './errors.ts';
import { exportAnnotations, syncExportStorage } from './exports/exportStorage.ts';
import { isAboutWaiting } from './exports/troubleWords.ts';
import type { Services } from './services.ts';
import type { StartedSync } from './startSync.ts';
import { changedColumns, newStorage, validateStorage } from './storages.ts';
import { syncStorage } from './syncStorage.ts';

/** What makes an import storage different from an export storage. */
interface Kind<Row extends LocalFilesMixin> {
  rows: {
    insert: (storage: NewStorage) => number;
    byId: (id: number) => Row | undefined;
    ofProject: (project: number) => Row[];
    change: (id: number, columns: Record<string, Column>) => void;
    markDeleted: (id: number, now: number) => unknown;
  };
  own: Parameters<typeof newStorage>[3];
  find: (access: Access, id: number) => Row;
  answer: (row: Row, queued: boolean) => object;
  sync: (storage: Row, user: User, onlyNew: boolean) => Promise<StartedSync<Row>>;
  /** In the transaction that gives a storage another folder. */
  moved?: (id: number) => void;
  /** In the transaction that gives a storage to another project. */
  handedOver?: (id: number) => void;
  /** What a new storage does at once. */
  begin: ((storage: Row, user: User) => Promise<StartedSync<Row>>) | null;
}

/** The document root may have changed between the check of a path and its turn to be stored. */
function requireBelowRoot(services: Services, path: string): void {
  const root = services.reloadSettings().document_root.value;
  if (!isBelow(root, path)) throw invalidRequest(`Path "${path}" is not below the document root any more. Try again.`);
}

/** The calls that both kinds of storages have alike. */
function storageService<Row extends LocalFilesMixin>(services: Services, kind: Kind<Row>) {
  const { rows, find } = kind;
  const answer = (row: Row) => kind.answer(row, services.jobs.isQueued(row.id));
  const stillHere = (row: Row | undefined): Row => {
    if (!row) throw new Refusal(404, 'The storage was deleted meanwhile.');
    return row;
  };
  return {
    list: (access: Access, project: number) => rows.ofProject(access.project(project).id).map(answer),
    get: (access: Access, id: number) => answer(find(access, id)),
    async create(access: Access, fields: StorageFields & { project: number }) {
      const storage = await newStorage(services, access, fields, kind.own);
      const row = await write(services, () => {
        stillThere('Project', services.repositories.projects.byId(storage.project_id));
        requireBelowRoot(services, storage.path);
        return rows.byId(rows.insert(storage)) as Row;
      });
      const { id } = row;
      const begun = await kind.begin?.(row, access.user);
      return kind.answer(stillHere(begun ? await begun.done : rows.byId(id)), false);
    },
    /** `whole`: a PUT, which must name a path. */
    async change(access: Access, id: number, fields: StorageFields, whole: boolean) {
      const before = find(access, id);
      const columns = await changedColumns(services, access, fields, whole);
      const moves = columns.path !== undefined && columns.path !== before.path;
      const goesOver = columns.project_id !== undefined && columns.project_id !== before.project_id;
      await write(services, () => {
        if (moves) requireBelowRoot(services, columns.path as string);
        rows.change(id, columns);
        if (moves) kind.moved?.(id);
        if (goesOver) kind.handedOver?.(id);
      });
      if (moves) await services.root.followSoon();
      return answer(stillHere(rows.byId(id)));
    },
    validate: (access: Access, fields: StorageFields, storedId: number | null) =>
      validateStorage(services, access, fields, storedId === null ? undefined : find(access, storedId)),
    async remove(access: Access, id: number) {
      find(access, id);
      await write(services, () => rows.markDeleted(id, nowMicros()));
      services.jobs.discard([id]);
      await services.root.followSoon();
    },
    /** Answers the storage after the sync, or the job that was started when it is to run in the background. */
    async sync(access: Access, id: number, options: { background: boolean; onlyNew: boolean }) {
      const job = await kind.sync(find(access, id), access.user, options.onlyNew);
      if (options.background) {
        job.done.catch((error) => services.log.error({ err: error, job: job.id }, 'a job broke at its end'));
        return services.jobs.answer(access.job(job.id));
      }
      return kind.answer(stillHere(await job.done), false);
    },
  };
}

export type StorageService = ReturnType<typeof storageService<LocalFilesMixin>>;

export const importStorageService = (services: Services) =>
  storageService<LocalFilesImportStorage>(services, {
    rows: services.repositories.importStorages,
    own: { name: 'recursive_scan', otherwise: 0 },
    find: (access, id) => access.importStorage(id),
    answer: importStorageAnswer,
    sync: (storage, user) => syncStorage(services, storage, user),
    begin: null,
  });

export function exportStorageService(services: Services) {
  const { exportStorages, exportLinks, outbox } = services.repositories;
  const tellOutbox = (id: number) => {
    const project = exportStorages.byId(id)?.project_id;
    if (project !== undefined) services.events.tell({ type: 'outbox', project, storage: id });
  };
  return storageService<LocalFilesExportStorage>(services, {
    rows: exportStorages,
    own: { name: 'can_delete_objects', otherwise: null },
    find: (access, id) => access.exportStorage(id),
    answer: exportStorageAnswer,
    sync: (storage, user, onlyNew) => syncExportStorage(services, storage, user, onlyNew),
    moved(id) {
      exportLinks.removeAll(id);
      outbox.dropRemovals(id);
      tellOutbox(id);
    },
    // Files and what waits are those of the project of before: nothing more of it may come into this folder, nor go.
    handedOver(id) {
      exportLinks.removeAll(id);
      outbox.removeOfStorage(id);
      if (isAboutWaiting(exportStorages.byId(id)?.traceback ?? '')) {
        exportStorages.change(id, { status: 'initialized', traceback: null });
      }
      tellOutbox(id);
    },
    begin: (storage, user) => exportAnnotations(services, storage, user, false),
  });
}
