import { describe, expect, it } from 'vitest';
import { parseJson } from './jsonText.ts';
import { type ItemProblem, type TaskItem, taskItemFrom } from './taskItem.ts';

const itemOf = (text: string): TaskItem => {
  const answer = taskItemFrom(parseJson(text));
  if ('problem' in answer) throw new Error(answer.problem.reason);
  return answer.item;
};

const problemOf = (text: string): ItemProblem => {
  const answer = taskItemFrom(parseJson(text));
  if ('item' in answer) throw new Error(`was accepted: ${text}`);
  expect(answer.problem.advice).toMatch(/^[A-Z].*\.$/);
  expect(answer.problem.reason).toMatch(/^[^A-Z.].*[^.]$/s);
  return answer.problem;
};

describe('data', () => {
  it.each([
    ['{"data":{"image":"u1","n":1}}', '{"image":"u1","n":1}'],
    ['{"image":"u2","nested":{"a":[1,"x",null,true]}}', '{"image":"u2","nested":{"a":[1,"x",null,true]}}'],
    ['{ "data" : null, "x": 1 }', '{"data":null,"x":1}'],
    ['{"data":[1]}', '{"data":[1]}'],
    ['{"data":"text"}', '{"data":"text"}'],
    ['{"data":1.10}', '{"data":1.10}'],
    ['{}', '{}'],
    ['{"data":{}}', '{}'],
    ['{"data":{"id":9007199254740993,"f":1.50}}', '{"id":9007199254740993,"f":1.50}'],
    ['{"data":{"__proto__":{"a":1}}}', '{"__proto__":{"a":1}}'],
    ['{"id":5,"inner_id":7,"meta":{"k":1},"data":{"a":1},"predictions":[],"annotations":[],"x":1}', '{"a":1}'],
  ])('%s', (text, data) => {
    expect(itemOf(text)).toEqual({ data, allowSkip: true, predictions: [], annotations: [] });
  });

  it.each(['[]', '3', '"x"', 'null', 'true', '1.10'])('%s is no task', (text) => {
    expect(problemOf(text).reason).toContain('has to be an object');
  });

  it('allow_skip', () => {
    expect(itemOf('{"data":{},"allow_skip":false}').allowSkip).toBe(false);
    expect(itemOf('{"data":{},"allow_skip":null}').allowSkip).toBe(true);
    expect(problemOf('{"data":{},"allow_skip":"no"}').reason).toContain('"allow_skip" is the text "no"');
  });
});

describe('predictions and annotations', () => {
  it.each(['predictions', 'annotations'])('%s need an object data and have to be a list', (field) => {
    expect(problemOf(`{"image":"u","${field}":[{"result":[]}]}`).reason).toContain(`"${field}"`);
    expect(problemOf(`{"image":"u","${field}":[{"result":[]}]}`).reason).toContain('"data" is missing');
    expect(problemOf(`{"data":[],"${field}":[{"result":[]}]}`).reason).toContain('"data" is a list');
    expect(problemOf(`{"data":null,"${field}":"x"}`).reason).toContain(field);
    expect(problemOf(`{"data":{},"${field}":{}}`).reason).toContain(`"${field}" is an object, not a list`);
    expect(problemOf(`{"data":{},"${field}":""}`).reason).toContain(`"${field}"`);
    expect(problemOf(`{"data":{},"${field}":false}`).reason).toContain(`"${field}"`);
    expect(itemOf(`{"data":{"a":1},"${field}":null}`)).toMatchObject({ data: '{"a":1}', [field]: [] });
    expect(itemOf(`{"a":1,"${field}":[]}`).data).toBe(`{"a":1,"${field}":[]}`);
  });

  it('reads a full prediction', () => {
    const text = `{"data":{},"predictions":[{"id":3,"result":[{"value":{"x":10.0}}],"score":0.50,"model_version":"v1",
      "cluster":4,"neighbors":[1,2],"mislabeling":0.25},{"result":{"a":1},"score":null,"model_version":3}]}`;
    expect(itemOf(text).predictions).toEqual([
      {
        result: '[{"value":{"x":10.0}}]',
        score: 0.5,
        modelVersion: 'v1',
        cluster: 4,
        neighbors: '[1,2]',
        mislabeling: 0.25,
      },
      { result: '{"a":1}', score: null, modelVersion: '3', cluster: null, neighbors: null, mislabeling: 0 },
    ]);
  });

  it('reads a full annotation', () => {
    const text = `{"data":{},"annotations":[{"result":[],"was_cancelled":true,"ground_truth":true,"lead_time":1.50,
      "completed_by":7,"id":1},{"result":null},{}]}`;
    const plain = { result: null, wasCancelled: false, groundTruth: false, leadTime: null };
    expect(itemOf(text).annotations).toEqual([
      { result: '[]', wasCancelled: true, groundTruth: true, leadTime: 1.5 },
      plain,
      plain,
    ]);
  });

  it('reads numbers and booleans in the spellings that the API takes', () => {
    const text = `{"data":{},"predictions":[{"result":[],"score":"0.5","cluster":"4"}],
      "annotations":[{"result":[],"was_cancelled":"yes","ground_truth":1,"lead_time":"2.5"}]}`;
    expect(itemOf(text)).toMatchObject({
      predictions: [{ score: 0.5, cluster: 4 }],
      annotations: [{ wasCancelled: true, groundTruth: true, leadTime: 2.5 }],
    });
  });

  it.each([
    ['5', 'prediction 2 is a number, not an object'],
    ['null', 'prediction 2 is null'],
    ['{}', '"result" is missing'],
    ['{"result":null}', '"result" is null'],
    ['{"result":"[]"}', '"result" is the text "[]"'],
    ['{"result":1.10}', '"result" is a number'],
    ['{"result":[],"score":"high"}', 'prediction 2: "score" is the text "high", but has to be a number or null'],
    ['{"result":[],"score":""}', '"score" is the text ""'],
    ['{"result":[],"score":true}', '"score" is true'],
    ['{"result":[],"score":[]}', '"score" is a list'],
    ['{"result":[],"cluster":1.5}', '"cluster" is a number, but has to be a whole number'],
    ['{"result":[],"model_version":{}}', '"model_version" is an object'],
    ['{"result":[],"mislabeling":true}', '"mislabeling" is true'],
  ])('prediction %s makes the whole item a problem', (bad, reason) => {
    expect(problemOf(`{"data":{},"predictions":[{"result":[]},${bad}]}`).reason).toContain(reason);
  });

  it.each([
    ['[]', 'annotation 1 is a list'],
    ['{"result":{}}', '"result" is an object, but has to be a list or null'],
    ['{"result":"x"}', '"result" is the text "x"'],
    ['{"result":[],"was_cancelled":2}', '"was_cancelled" is a number'],
    ['{"result":[],"was_cancelled":null}', '"was_cancelled" is null'],
    ['{"result":[],"ground_truth":"maybe"}', 'annotation 1: "ground_truth" is the text "maybe"'],
    ['{"result":[],"lead_time":"3 s"}', '"lead_time" is the text "3 s"'],
  ])('annotation %s makes the whole item a problem', (bad, reason) => {
    expect(problemOf(`{"data":{},"annotations":[${bad}]}`).reason).toContain(reason);
  });

  it('shortens long texts in its words', () => {
    const { reason } = problemOf(`{"data":{},"predictions":[{"result":[],"score":"${'😀'.repeat(500)}"}]}`);
    expect(reason.length).toBeLessThan(200);
    expect(reason.isWellFormed()).toBe(true);
  });
});
