import type { Endpoint } from '../../contract/endpoint.ts';
import formLayout from '../../contract/form_layout.yml';
import { contract } from '../../contract/index.ts';
import type { StorageFields } from '../../contract/storages.ts';
import { Refusal } from '../../services/errors.ts';
import { listFiles } from '../../services/listFiles.ts';
import { exportStorageService, importStorageService, type StorageService } from '../../services/storageKinds.ts';
import { askedProject, isYes } from '../query.ts';
import { type Call, type RouteTools, route } from '../route.ts';

/** Larder has one kind of storage; none when it is switched off. */
const LOCAL_FILES = [{ name: 'localfiles', title: 'Local files' }];

/** Asked for in the query or in the body, whichever a client uses. */
function onlyNew({ ctx, body }: Call<Endpoint>): boolean {
  const inBody = (body as { save_only_new_annotations?: boolean } | undefined)?.save_only_new_annotations;
  return inBody ?? isYes(ctx.URL.searchParams.get('save_only_new_annotations'));
}

type SharedEndpoints = typeof contract.importStorages | typeof contract.exportStorages;
type SharedService = { [Name in keyof StorageService]: StorageService[Name] };

function sharedRoutes(
  tools: RouteTools,
  endpoints: SharedEndpoints,
  service: SharedService,
  form: 'import' | 'export',
): void {
  route(tools, endpoints.list, ({ access, query }) => service.list(access, askedProject(query.project)));
  route(tools, endpoints.create as Endpoint, ({ access, body }) =>
    service.create(access, body as StorageFields & { project: number }),
  );
  route(tools, endpoints.validate as Endpoint, ({ access, body }) => {
    const { id, ...fields } = body as StorageFields & { id?: number | null };
    return service.validate(access, fields, id ?? null);
  });
  route(tools, endpoints.form, () => formLayout[form].rows);
  route(tools, endpoints.get, ({ access, id }) => service.get(access, id));
  route(tools, endpoints.update as Endpoint, ({ access, id, body }) =>
    service.change(access, id, body as StorageFields, false),
  );
  route(tools, endpoints.replace as Endpoint, ({ access, id, body }) =>
    service.change(access, id, body as StorageFields, true),
  );
  route(tools, endpoints.remove, ({ access, id }) => service.remove(access, id));
  route(tools, endpoints.sync as Endpoint, async (call) => {
    const background = isYes(call.ctx.URL.searchParams.get('background'));
    const answer = await service.sync(call.access, call.id, { background, onlyNew: onlyNew(call) });
    if (background) call.ctx.status = 202;
    return answer;
  });
}

export function storageRoutes(tools: RouteTools): void {
  const { services } = tools;
  const imports = importStorageService(services);
  const exports = exportStorageService(services);
  const enabled = services.settings().storage_enabled.value;
  const { importTypes, exportTypes, allImports, allExports } = contract.storageLists;
  const types = enabled ? LOCAL_FILES : [];
  /** These two lists are empty where others refuse, as clients know them. */
  const orNothing = (list: () => object[]) => {
    try {
      return enabled ? list() : [];
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  };
  route(tools, importTypes, () => types);
  route(tools, exportTypes, () => types);
  route(tools, allImports, ({ access, query }) => orNothing(() => imports.list(access, askedProject(query.project))));
  route(tools, allExports, ({ access, query }) => orNothing(() => exports.list(access, askedProject(query.project))));
  if (!enabled) return;
  route(tools, contract.importStorages.files, async ({ access, body }) => ({
    files: await listFiles(services, access, body),
  }));
  sharedRoutes(tools, contract.importStorages, imports as unknown as SharedService, 'import');
  sharedRoutes(tools, contract.exportStorages, exports as unknown as SharedService, 'export');
}
