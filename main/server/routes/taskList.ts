import { contract } from '../../contract/index.ts';
import { listTaskWindow } from '../../services/taskLists.ts';
import { type RouteTools, route } from '../route.ts';
import type { LarderContext } from '../state.ts';

/** Aborted when the asker has gone, as a page does whose person types on. */
function askerGone({ res }: LarderContext): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return gone.signal;
}

export function taskListRoutes(tools: RouteTools): void {
  route(tools, contract.taskList.taskList, ({ ctx, access, id, query }) =>
    listTaskWindow(tools.services, access.project(id), query, askerGone(ctx)),
  );
}
