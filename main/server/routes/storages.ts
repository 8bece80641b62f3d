import type { Endpoint } from '../../contract/endpoint.ts';
import formLayout from '../../contract/form_layout.yml';
import { contract } from '../../contract/index.ts';
import type { StorageFields } from '../../contract/storages.ts';
import type { Repositories } from '../../database/index.ts';
import type { LocalFilesMixin, UserRow } from '../../database/rows.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import type { Access } from '../../services/access.ts';
import { exportStorageAnswer, importStorageAnswer } from '../../services/answers/storages.ts';
import { write } from '../../services/core.ts';
import { Refusal } from '../../services/errors.ts';
import { exportAnnotations, syncExportStorage } from '../../services/exportStorage.ts';
import { jobAnswer, type StartedJob } from '../../services/jobs/jobs.ts';
import { listFiles } from '../../services/listFiles.ts';
import type { Services } from '../../services/services.ts';
import { changedColumns, newStorage, validateStorage } from '../../services/storages.ts';
import { syncStorage } from '../../services/syncStorage.ts';
import { askedProject, isYes } from '../query.ts';
import { type Call, type RouteTools, route } from '../route.ts';

/** What makes an import storage different from an export storage. */
interface Kind<Row extends LocalFilesMixin> {
  rows: Repositories['importStorages'] | Repositories['exportStorages'];
  own: Parameters<typeof newStorage>[3];
  form: keyof typeof formLayout;
  find: (access: Access, id: number) => Row;
  show: (row: Row) => object;
  start: (storage: Row, user: UserRow, call: Call<Endpoint>) => Promise<StartedJob>;
  afterCreation: (storage: Row, user: UserRow) => Promise<void>;
}

type SharedEndpoints = typeof contract.importStorages | typeof contract.exportStorages;

function sharedRoutes<Row extends LocalFilesMixin>(
  tools: RouteTools,
  endpoints: SharedEndpoints,
  kind: Kind<Row>,
): void {
  const { services } = tools;
  const { jobs } = services.repositories;
  const { rows, find, show } = kind;
  const current = (id: number) => rows.byId(id) as unknown as Row;

  route(tools, endpoints.list, ({ access, query }) => {
    const project = access.project(askedProject(query.project));
    return (rows.ofProject(project.id) as unknown as Row[]).map(show);
  });
  route(tools, endpoints.create, async ({ access, user, body }) => {
    const storage = await newStorage(services, access, body as StorageFields & { project: number }, kind.own);
    const id = await write(services, () => rows.insert(storage));
    await kind.afterCreation(current(id), user);
    return show(current(id));
  });
  route(tools, endpoints.validate, async ({ access, body, ctx }) => {
    const given = body as StorageFields;
    const id = Number(ctx.URL.searchParams.get('id') ?? Number.NaN);
    await validateStorage(services, access, given, Number.isSafeInteger(id) ? find(access, id) : undefined);
  });
  route(tools, endpoints.form, () => formLayout[kind.form].rows);
  route(tools, endpoints.get, ({ access, ids }) => show(find(access, ids.id as number)));
  for (const [endpoint, whole] of [
    [endpoints.update, false],
    [endpoints.replace, true],
  ] as const) {
    route(tools, endpoint as Endpoint, async ({ access, ids, body }) => {
      const { id } = find(access, ids.id as number);
      const columns = await changedColumns(services, access, body as StorageFields, whole);
      await write(services, () => rows.change(id, columns));
      return show(current(id));
    });
  }
  route(tools, endpoints.remove, async ({ access, ids }) => {
    const { id } = find(access, ids.id as number);
    await write(services, () => rows.markDeleted(id, nowMicros()));
    services.jobs.purge();
  });
  route(tools, endpoints.sync as Endpoint, async (call) => {
    const storage = find(call.access, call.ids.id as number);
    const job = await kind.start(storage, call.user, call);
    if (isYes(call.ctx.URL.searchParams.get('background'))) {
      call.ctx.status = 202;
      const row = jobs.byId(job.id);
      return row && (services.jobs.answer(row) ?? jobAnswer(row));
    }
    await job.done;
    const row = current(storage.id);
    if (!row) throw new Refusal(404, 'The storage was deleted meanwhile.');
    return show(row);
  });
}

function onlyNew({ ctx, body }: Call<Endpoint>): boolean {
  const inBody = (body as Record<string, unknown> | undefined)?.save_only_new_annotations;
  return isYes(ctx.URL.searchParams.get('save_only_new_annotations') ?? String(inBody ?? ''));
}

/** Nothing to do when an import storage was made: the first sync is asked for. */
const nothing = async () => undefined;

export function storageRoutes(tools: RouteTools): void {
  const { services } = tools;
  const { importStorages, exportStorages } = services.repositories;

  sharedRoutes(tools, contract.importStorages, {
    rows: importStorages,
    own: { name: 'recursive_scan', otherwise: 0 },
    form: 'import',
    find: (access, id) => access.importStorage(id),
    show: importStorageAnswer,
    start: (storage, user) => syncStorage(services, storage, user),
    afterCreation: nothing,
  });
  sharedRoutes(tools, contract.exportStorages, {
    rows: exportStorages,
    own: { name: 'can_delete_objects', otherwise: null },
    form: 'export',
    find: (access, id) => access.exportStorage(id),
    show: exportStorageAnswer,
    start: (storage, user, call) => syncExportStorage(services, storage, user, onlyNew(call)),
    async afterCreation(storage, user) {
      const job = await exportAnnotations(services, storage, user, false);
      await job.done;
    },
  });
  route(tools, contract.importStorages.files, async ({ access, body }) => ({
    files: await listFiles(services, access, body),
  }));
}

const LOCAL_FILES = [{ name: 'localfiles', title: 'Local files' }];

/** The lists over storages of every kind: here there is one kind, or none when it is switched off. */
export function storageListRoutes(tools: RouteTools): void {
  const { services } = tools;
  const { importStorages, exportStorages } = services.repositories;
  const enabled = () => services.settings().storage_enabled.value;
  const { importTypes, exportTypes, allImports, allExports } = contract.storageLists;

  route(tools, importTypes, () => (enabled() ? LOCAL_FILES : []));
  route(tools, exportTypes, () => (enabled() ? LOCAL_FILES : []));
  const visible = (services: Services, access: Access, project: string | undefined): number | null => {
    const id = Number(project ?? Number.NaN);
    if (!enabled() || !Number.isSafeInteger(id) || !services.repositories.projects.byId(id)) return null;
    return access.seesProject(id) ? id : null;
  };
  route(tools, allImports, ({ access, query }) => {
    const project = visible(services, access, query.project);
    return project === null ? [] : importStorages.ofProject(project).map(importStorageAnswer);
  });
  route(tools, allExports, ({ access, query }) => {
    const project = visible(services, access, query.project);
    return project === null ? [] : exportStorages.ofProject(project).map(exportStorageAnswer);
  });
}
