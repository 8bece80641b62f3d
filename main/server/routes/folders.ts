import { contract } from '../../contract/index.ts';
import { countFolder, createFolder, folderToCount, listFolder } from '../../services/folders.ts';
import { labelingTemplatesAnswer } from '../../services/labelingTemplates.ts';
import { isStillSignedIn } from '../auth.ts';
import { openEventStream } from '../eventStream.ts';
import { isYes } from '../query.ts';
import { type RouteTools, route } from '../route.ts';

export function folderRoutes(tools: RouteTools): void {
  const { services, port } = tools;
  const endpoints = contract.folders;
  route(tools, endpoints.listFolder, ({ user, query }) =>
    listFolder(services, user, { path: query.path, wholeMachine: query.scope === 'machine' }),
  );
  route(tools, endpoints.createFolder, ({ user, body }) => createFolder(services, user, body.path));
  route(tools, endpoints.labelingTemplates, labelingTemplatesAnswer);
  route(tools, endpoints.folderContents, async ({ ctx, user, query }) => {
    const path = await folderToCount(user, query.path);
    const { send, end, gone } = openEventStream(ctx, () => isStillSignedIn(ctx, services, port()));
    const tell = (contents: object) => send('contents', contents);
    countFolder(services, path, isYes(query.recursive ?? 'true'), { tell, signal: gone }).then(end, (error) => {
      services.log.error({ err: error }, 'counting a folder broke');
      end();
    });
  });
}
