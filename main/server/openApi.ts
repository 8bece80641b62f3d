import { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { errorEnvelope } from '../contract/envelope.ts';
import { allEndpoints } from '../contract/index.ts';
import { larderVersion } from './version.ts';

type JsonSchema = Record<string, unknown>;

interface Operation extends Record<string, unknown> {
  summary: string;
  responses: Record<string, object>;
}

/** The fields of bodies carry their schema themselves: what they accept is wider than a type can say. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      const own = jsonSchema.jsonSchema as JsonSchema | undefined;
      if (!own) return;
      delete jsonSchema.jsonSchema;
      Object.assign(jsonSchema, own);
    },
  }) as JsonSchema;
  delete made.$schema;
  return made;
}

const EVENTS = { 'text/event-stream': { schema: { type: 'string' } } };
const UNAUTHORIZED = { 401: { $ref: '#/components/responses/Unauthorized' } };
const ERROR = { default: { $ref: '#/components/responses/Error' } };

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });

function parametersOf({ path, query }: Endpoint): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'integer' },
  }));
  const inQuery = Object.keys(query?.shape ?? {}).map((name) => ({
    name,
    in: 'query',
    required: false,
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery];
}

function operation(endpoint: Endpoint): Operation {
  const answers = Object.entries(endpoint.answers).map(([status, schema]) => [
    status,
    schema
      ? { description: 'Good', content: endpoint.stream ? EVENTS : json(jsonSchemaOf(schema, 'output')) }
      : { description: 'Good, nothing in the body' },
  ]);
  return {
    summary: endpoint.summary,
    tags: [endpoint.tag],
    parameters: parametersOf(endpoint),
    ...(endpoint.open ? { security: [] } : {}),
    ...(endpoint.body ? { requestBody: { content: json(jsonSchemaOf(endpoint.body, 'input')) } } : {}),
    responses: { ...Object.fromEntries(answers), ...(endpoint.open ? {} : UNAUTHORIZED), ...ERROR },
  };
}

/** What HEAD answers where GET is served: the same without a body. */
function headOf(get: Operation): Operation {
  const responses = Object.entries(get.responses).map(([status]) => [
    status,
    { description: 'As GET, without a body' },
  ]);
  return { ...get, summary: `Headers of: ${get.summary}`, responses: Object.fromEntries(responses) };
}

const localFilesOperation: Operation = {
  summary: 'The bytes of a file below an import storage; ranges and weak entity tags',
  tags: ['Files'],
  parameters: [
    { name: 'd', in: 'query', required: true, description: 'Path below the document root', schema: { type: 'string' } },
  ],
  responses: {
    ...Object.fromEntries(
      [
        [200, 'The whole file'],
        [206, 'A part of it'],
        [304, 'Not changed'],
        [403, 'Serving is disabled, or the project is not yours'],
        [404, 'No such file in a storage'],
        [416, 'The range is behind the end'],
      ].map(([status, description]) => [status, { description }]),
    ),
    ...UNAUTHORIZED,
  },
};

/** OpenAPI 3.1 of the whole API, made from the contract; `cookie` is the name of the session cookie. */
export function openApiDocument(cookie: string): object {
  const paths: Record<string, Record<string, Operation>> = { '/data/local-files/': { get: localFilesOperation } };
  for (const endpoint of allEndpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  for (const operations of Object.values(paths)) if (operations.get) operations.head = headOf(operations.get);
  const error = json(jsonSchemaOf(errorEnvelope, 'output'));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Larder',
      version: larderVersion,
      description: 'Every path is served with and without a trailing slash.',
    },
    paths,
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Token <key>, or Bearer <key>' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookie,
          description: 'Set by a sign-in link. What changes something must come from the page of Larder (Origin).',
        },
      },
      responses: {
        Error: { description: 'Error', content: error },
        Unauthorized: {
          description: 'Nobody is signed in, or the token is not known',
          headers: { 'WWW-Authenticate': { schema: { type: 'string' } } },
          content: error,
        },
      },
    },
    security: [{ token: [] }, { session: [] }],
  };
}
