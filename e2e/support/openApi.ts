import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Exchange } from './client.ts';

interface Response {
  $ref?: string;
  content?: Record<string, { schema: object }>;
}
type Operation = { responses: Record<string, Response> };
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Response> };
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Compares answers with what the served OpenAPI document says about them. */
export class OpenApiChecker {
  readonly #document: Document;
  readonly #ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  readonly #checks = new Map<object, ValidateFunction>();

  constructor(document: Document) {
    this.#document = document;
    this.#ajv.addFormat('date-time', DATE_TIME);
  }

  /** `METHOD path` of every operation, with the path as the document writes it. */
  get operations(): string[] {
    return Object.entries(this.#document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** The operation that a request called, `METHOD path`; null when the document has none. */
  operationOf({ method, path }: Pick<Exchange, 'method' | 'path'>): string | null {
    const asked = path.replace(/\?.*$/s, '').replace(/(.)\/$/, '$1');
    const template = Object.keys(this.#document.paths).find((known) =>
      new RegExp(`^${known.replace(/\/$/, '').replaceAll(/\{\w+\}/g, '\\d+')}$`).test(asked),
    );
    const name = `${method} ${template}`;
    return template && this.operations.includes(name) ? name : null;
  }

  #response(operation: string, status: number): Response | undefined {
    const [method = '', path = ''] = operation.split(' ');
    const { responses } = (this.#document.paths[path] as Record<string, Operation>)[method.toLowerCase()] as Operation;
    const found = responses[status] ?? (status >= 400 ? responses.default : undefined);
    const name = found?.$ref?.replace('#/components/responses/', '');
    return name === undefined ? found : this.#document.components.responses[name];
  }

  #check(schema: object): ValidateFunction {
    let check = this.#checks.get(schema);
    if (!check) {
      check = this.#ajv.compile(schema);
      this.#checks.set(schema, check);
    }
    return check;
  }

  /** What is wrong with an answer, in words; null when the document describes it. */
  fault(exchange: Exchange): string | null {
    const { method, path, answer } = exchange;
    const operation = this.operationOf(exchange);
    const place = `${method} ${path} -> ${answer.status}`;
    // What is no operation can only be refused, and that in the one form of errors.
    if (!operation) {
      const errorSchema = this.#document.components.responses.Error?.content?.['application/json']?.schema;
      if (answer.status < 400) return `${place}: no such operation, yet a good answer`;
      return errorSchema
        ? this.#faultOfBody(place, errorSchema, answer)
        : `${place}: the document has no form of errors`;
    }
    const response = this.#response(operation, answer.status);
    if (!response) return `${place}: the document does not know this status of ${operation}`;
    if (!response.content) return method === 'GET' || answer.text === '' ? null : `${place}: a body where none belongs`;
    const schema = response.content['application/json']?.schema;
    return schema ? this.#faultOfBody(place, schema, answer) : null;
  }

  #faultOfBody(place: string, schema: object, { headers, json, text }: Exchange['answer']): string | null {
    if (!headers['content-type']?.startsWith('application/json')) return `${place}: ${headers['content-type']}`;
    const check = this.#check(schema);
    if (check(json)) return null;
    return `${place}: ${this.#ajv.errorsText(check.errors)}\n${text.slice(0, 300)}`;
  }
}
