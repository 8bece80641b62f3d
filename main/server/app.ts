import Router from '@koa/router';
import Koa from 'koa';
import type { Services } from '../services/services.ts';
import { errorAnswers, sendError } from './errors.ts';
import { guards, type Listening } from './guards.ts';
import { annotationRoutes } from './routes/annotations.ts';
import { eventRoutes } from './routes/events.ts';
import { folderRoutes } from './routes/folders.ts';
import { larderRoutes } from './routes/larder.ts';
import { localFiles } from './routes/localFiles.ts';
import { newProjectRoutes } from './routes/newProject.ts';
import { page } from './routes/page.ts';
import { predictionRoutes } from './routes/predictions.ts';
import { projectRoutes } from './routes/projects.ts';
import { signIn } from './routes/signIn.ts';
import { storageRoutes } from './routes/storages.ts';
import { systemRoutes } from './routes/system.ts';
import { taskListRoutes } from './routes/taskList.ts';
import { taskRoutes } from './routes/tasks.ts';
import { userRoutes } from './routes/users.ts';
import type { LarderMiddleware } from './state.ts';

/** Nothing matched: a known path with another method is 405 with what it allows, anything else 404. */
function nothingMatched(router: Router): LarderMiddleware {
  return (ctx) => {
    const allowed = new Set(router.match(ctx.path, ctx.method).path.flatMap((layer) => layer.methods));
    if (!allowed.size) return sendError(ctx, 404, 'Not found.');
    ctx.set('Allow', [...allowed, 'OPTIONS'].join(', '));
    if (ctx.method !== 'OPTIONS') return sendError(ctx, 405, `Method "${ctx.method}" not allowed.`);
    ctx.status = 200;
    ctx.body = { methods: [...allowed] };
  };
}

/** The HTTP side of the server. `listening` is asked when the first request comes, when the port is known. */
export function makeApp(services: Services, listening: () => Listening): Koa {
  const app = new Koa();
  const router = new Router();
  const port = () => listening().port;
  const tools = { router, services, port };
  systemRoutes(tools);
  userRoutes(tools);
  projectRoutes(tools);
  taskRoutes(tools);
  annotationRoutes(tools);
  predictionRoutes(tools);
  storageRoutes(tools);
  larderRoutes(tools);
  taskListRoutes(tools);
  eventRoutes(tools);
  folderRoutes(tools);
  newProjectRoutes(tools);
  app.use(errorAnswers(services.log));
  app.use(guards(listening));
  app.use(localFiles(services, port));
  app.use(signIn(services, port));
  app.use(router.routes());
  app.use(page());
  app.use(nothingMatched(router));
  app.on('error', (error) => {
    // Whoever watches events just goes away.
    const level = error.code === 'ERR_STREAM_PREMATURE_CLOSE' ? 'debug' : 'warn';
    services.log[level]({ err: error }, 'a connection broke');
  });
  return app;
}
