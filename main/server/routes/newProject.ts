import { contract } from '../../contract/index.ts';
import { startProject } from '../../services/newProject.ts';
import { previewStorage } from '../../services/preview.ts';
import { restoreExportStorage, restoreImportStorage, restoreProject } from '../../services/restore.ts';
import { startSampleProject } from '../../services/sampleProject.ts';
import { type RouteTools, route } from '../route.ts';

export function newProjectRoutes(tools: RouteTools): void {
  const { services } = tools;
  const endpoints = contract.newProject;
  route(tools, endpoints.newProject, ({ access, body }) => startProject(services, access, body));
  route(tools, endpoints.sampleProject, ({ access }) => startSampleProject(services, access));
  route(tools, endpoints.preview, ({ access, body }) => previewStorage(services, access, body));
  route(tools, endpoints.restoreProject, ({ access, id }) => restoreProject(services, access, id));
  route(tools, endpoints.restoreImportStorage, ({ access, id }) => restoreImportStorage(services, access, id));
  route(tools, endpoints.restoreExportStorage, ({ access, id }) => restoreExportStorage(services, access, id));
}
