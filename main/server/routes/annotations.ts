import { contract } from '../../contract/index.ts';
import type { AnnotationRow } from '../../database/rows.ts';
import { createAnnotation, deleteAnnotation, updateAnnotation } from '../../services/annotations.ts';
import { annotationAnswer } from '../../services/answers/annotations.ts';
import { jsonList } from '../../services/answers/rawJson.ts';
import { type RouteTools, route } from '../route.ts';

export function annotationRoutes(tools: RouteTools): void {
  const { services } = tools;
  const { annotations, users } = services.repositories;
  const show = (row: AnnotationRow) => annotationAnswer(row, users.byId);
  const endpoints = contract.annotations;

  route(tools, endpoints.listAnnotations, ({ access, ids }) =>
    jsonList(annotations.ofTask(access.task(ids.id as number).id).map(show)),
  );
  route(tools, endpoints.createAnnotation, async ({ access, user, ids, body }) =>
    show(await createAnnotation(services, access.task(ids.id as number), user, body)),
  );
  route(tools, endpoints.getAnnotation, ({ access, ids }) => show(access.annotation(ids.id as number)));
  route(tools, endpoints.updateAnnotation, async ({ access, user, ids, body }) =>
    show(await updateAnnotation(services, access.annotation(ids.id as number), user, body)),
  );
  route(tools, endpoints.deleteAnnotation, ({ access, user, ids }) =>
    deleteAnnotation(services, access.annotation(ids.id as number), user),
  );
}
