import { contract } from '../../contract/index.ts';
import { requireParents } from '../../services/annotationParents.ts';
import * as annotations from '../../services/annotations.ts';
import { type RouteTools, route } from '../route.ts';

export function annotationRoutes(tools: RouteTools): void {
  const { services } = tools;
  const endpoints = contract.annotations;
  route(tools, endpoints.listAnnotations, ({ access, id }) => annotations.listAnnotations(services, access.task(id)));
  route(tools, endpoints.createAnnotation, async ({ access, user, id, body }) => {
    requireParents(access, body);
    return annotations.showAnnotation(
      services,
      await annotations.createAnnotation(services, access.task(id), user, body),
    );
  });
  route(tools, endpoints.getAnnotation, ({ access, id }) =>
    annotations.showAnnotation(services, access.annotation(id)),
  );
  route(tools, endpoints.updateAnnotation, async ({ access, user, id, body }) => {
    requireParents(access, body);
    return annotations.showAnnotation(
      services,
      await annotations.updateAnnotation(services, access.annotation(id), user, body),
    );
  });
  route(tools, endpoints.deleteAnnotation, ({ access, user, id }) =>
    annotations.deleteAnnotation(services, access.annotation(id), user),
  );
}
