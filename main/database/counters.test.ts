import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainAnnotation, testDatabase, testProject } from './testDatabase.ts';

type Step =
  | { do: 'task' }
  | { do: 'annotate'; at: number; cancelled: 0 | 1; truth: 0 | 1 }
  | { do: 'change'; at: number; cancelled: 0 | 1; truth: 0 | 1 }
  | { do: 'predict'; at: number }
  | { do: 'delete annotation' | 'delete task' | 'delete prediction'; at: number }
  | { do: 'limit'; limit: number };

const at = fc.nat(30);
const bit = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('task' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('annotate' as const), at, cancelled: bit, truth: bit }) },
  fc.record({ do: fc.constant('change' as const), at, cancelled: bit, truth: bit }),
  fc.record({ do: fc.constant('predict' as const), at }),
  fc.record({
    do: fc.constantFrom('delete annotation' as const, 'delete task' as const, 'delete prediction' as const),
    at,
  }),
  fc.record({ do: fc.constant('limit' as const), limit: fc.integer({ min: 1, max: 3 }) }),
);

const RECOUNT = `SELECT
  (SELECT count(*) FROM task) AS task_number,
  (SELECT count(*) FROM task WHERE is_labeled) AS finished_task_number,
  (SELECT count(DISTINCT task_id) FROM annotation WHERE NOT was_cancelled) AS annotated_task_number,
  (SELECT count(*) FROM annotation WHERE NOT was_cancelled) AS total_annotations_number,
  (SELECT count(*) FROM annotation WHERE NOT was_cancelled AND NOT ground_truth) AS useful_annotation_number,
  (SELECT count(*) FROM annotation WHERE ground_truth) AS ground_truth_number,
  (SELECT count(*) FROM annotation WHERE was_cancelled) AS skipped_annotations_number,
  (SELECT count(*) FROM prediction) AS total_predictions_number`;
const WRONG_TASKS = `SELECT count(*) FROM task WHERE
  total_annotations <> (SELECT count(*) FROM annotation WHERE task_id = task.id AND NOT was_cancelled)
  OR cancelled_annotations <> (SELECT count(*) FROM annotation WHERE task_id = task.id AND was_cancelled)
  OR total_predictions <> (SELECT count(*) FROM prediction WHERE task_id = task.id)
  OR is_labeled <> (total_annotations >= (SELECT maximum_annotations FROM project WHERE id = project_id))`;

test('whatever happens, the counters of tasks and projects are what counting gives', () => {
  const database = testDatabase();
  const { db, all } = database;
  const { user, project } = testProject(database);
  const pick = (table: string, at: number) => {
    const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as number[];
    return ids.length ? ids[at % ids.length] : undefined;
  };
  const annotation = (task: number, was_cancelled: 0 | 1, ground_truth: 0 | 1) => ({
    ...plainAnnotation(project, task),
    completed_by: user,
    was_cancelled,
    ground_truth,
  });
  const take = (step: Step) => {
    if (step.do === 'task') return all.tasks.insert(project, all.projects.takeInnerIds(project, 1), '{}', true, 1);
    if (step.do === 'limit') return all.projects.change(project, { maximum_annotations: step.limit });
    const ofTask = step.do === 'annotate' || step.do === 'predict' || step.do === 'delete task';
    const table = ofTask ? 'task' : step.do === 'delete prediction' ? 'prediction' : 'annotation';
    const id = pick(table, step.at);
    if (id === undefined) return;
    if (step.do === 'annotate') all.annotations.insert(annotation(id, step.cancelled, step.truth));
    else if (step.do === 'change')
      all.annotations.change(id, { was_cancelled: step.cancelled, ground_truth: step.truth });
    else if (step.do === 'delete task') all.tasks.remove(id);
    else if (step.do === 'delete annotation') all.annotations.remove(id);
    else if (step.do === 'delete prediction') all.predictions.remove(id);
    else
      db.prepare(
        "INSERT INTO prediction (task_id, project_id, result, created_at, updated_at) VALUES (?, ?, '[]', 1, 1)",
      ).run(id, project);
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      db.exec('DELETE FROM task');
      for (const each of steps) take(each);
      expect(all.projects.byId(project)).toMatchObject(db.prepare(RECOUNT).get() as object);
      expect(db.prepare(WRONG_TASKS).pluck().get()).toBe(0);
    }),
    { numRuns: 60 },
  );
});
