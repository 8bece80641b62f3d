import { contract } from '../../contract/index.ts';
import { sessionCookie } from '../auth.ts';
import { openApiDocument } from '../openApi.ts';
import { type RouteTools, route } from '../route.ts';
import { labelStudioRelease, larderVersion } from '../version.ts';

export function systemRoutes(tools: RouteTools): void {
  route(tools, contract.system.version, () => ({
    release: labelStudioRelease,
    'label-studio-os-package': { version: labelStudioRelease },
    larder: larderVersion,
    edition: 'Community',
  }));
  route(tools, contract.system.health, () => ({ status: 'UP' }));
  let document: string | null = null;
  route(tools, contract.larder.openApi, () => {
    document ??= JSON.stringify(openApiDocument(sessionCookie(tools.port())));
    return document;
  });
}
