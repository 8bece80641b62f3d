import { contract } from '../../contract/index.ts';
import { inField } from '../../services/access.ts';
import { invalidRequest } from '../../services/errors.ts';
import * as predictions from '../../services/predictions.ts';
import { askedPage } from '../paging.ts';
import { isId } from '../query.ts';
import { type RouteTools, route } from '../route.ts';

const PAGE_SIZE = 100;

export function predictionRoutes(tools: RouteTools): void {
  const { services } = tools;
  const endpoints = contract.annotations;
  route(tools, endpoints.listPredictions, ({ access, query }) => {
    const { task, project } = query;
    if (!isId(task || project)) throw invalidRequest('Name a task or a project: ?task=<id> or ?project=<id>.');
    if (task) return predictions.predictionsOfTask(services, access.task(Number(task)));
    const page = askedPage(query, PAGE_SIZE);
    return predictions.predictionsOfProject(services, access.project(Number(project)).id, page.size, page.offset);
  });
  route(tools, endpoints.createPrediction, ({ access, body }) =>
    predictions.createPrediction(
      services,
      inField('task', body.task, () => access.task(body.task)),
      body,
    ),
  );
  route(tools, endpoints.getPrediction, ({ access, id }) =>
    predictions.showPrediction(services, access.prediction(id).id),
  );
  route(tools, endpoints.updatePrediction, ({ access, id, body }) =>
    predictions.updatePrediction(services, access.prediction(id).id, body),
  );
  route(tools, endpoints.deletePrediction, ({ access, id }) => predictions.deletePrediction(services, access, id));
}
