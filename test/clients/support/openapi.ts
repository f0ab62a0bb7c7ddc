import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readJson } from './contracts';
import type { Seen } from './server';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
}
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** Ongoing's OpenAPI document as a judge of what we send. */
export function openApi() {
  const document = readJson<Document>('ongoing-openapi.json');
  const strict = compiler(document, { coerceTypes: false });
  const lenient = compiler(document, { coerceTypes: 'array' });

  return {
    document,

    /** What is wrong with a request, in sentences; nothing is the aim. */
    faultsOf({ method, path, query, body }: Seen, basePath: string): string[] {
      const template = templateOf(document, path.slice(basePath.length), method);
      if (!template) return [`${method} ${path}: no such operation`];
      const operation = document.paths[template]![method.toLowerCase()]!;
      return [
        ...queryFaults(operation.parameters ?? [], query, lenient),
        ...bodyFaults(operation, body === '' ? undefined : (JSON.parse(body) as unknown), strict),
      ];
    },

    /** The same for a document of the vendor's own, who writes numbers as texts now and then. */
    faultsOfExample(model: string, example: unknown): string[] {
      return faults(lenient({ $ref: `#/components/schemas/${model}` }), structuredClone(example));
    },
  };
}

/** `/api/v1/orders/{orderId}/…` for a path; literal segments win over parameters. */
function templateOf(document: Document, path: string, method: string): string | undefined {
  const matching = Object.keys(document.paths).filter((template) => {
    const pattern = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(path) && document.paths[template]?.[method.toLowerCase()];
  });
  return matching.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

function queryFaults(parameters: readonly Parameter[], query: Seen['query'], compile: Compile): string[] {
  const known = new Map(parameters.filter((parameter) => parameter.in === 'query').map((one) => [one.name, one]));
  const names = new Set(query.map(([name]) => name));
  const missing = [...known.values()].filter(({ name, required }) => required && !names.has(name));
  return [
    ...missing.map(({ name }) => `query ${name}: missing`),
    ...[...names].flatMap((name) => {
      const parameter = known.get(name);
      if (!parameter) return [`query ${name}: unknown`];
      const values = query.filter(([key]) => key === name).map(([, value]) => value);
      if (values.length > 1 && parameter.schema.type !== 'array') return [`query ${name}: repeated`];
      const value = parameter.schema.type === 'array' ? values : values[0];
      return faults(compile({ type: 'object', properties: { value: parameter.schema } }), { value }).map(
        (fault) => `query ${name}: ${fault}`,
      );
    }),
  ];
}

function bodyFaults({ requestBody }: Operation, body: unknown, compile: Compile): string[] {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return body === undefined ? [] : ['body: none expected'];
  return body === undefined ? ['body: missing'] : faults(compile(schema), body);
}

function faults(validate: ValidateFunction, data: unknown): string[] {
  return validate(data) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

type Compile = (schema: Schema | Record<string, unknown>) => ValidateFunction;

function compiler(document: Document, options: { coerceTypes: boolean | 'array' }): Compile {
  const ajv = new Ajv({ ...options, strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('decimal', true);
  // The API takes a day for a time, as its own examples do.
  ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/);
  const components = jsonSchema(document.components) as object;
  return (schema) => ajv.compile({ ...(jsonSchema(schema) as object), components });
}

/** OpenAPI 3.0's `nullable` in the words of JSON Schema. */
function jsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(jsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, jsonSchema(value)]),
  ) as Record<string, unknown>;
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
}

/** A document with every member filled, or with `null` wherever the schema allows it. */
export function sampleOf(document: Document, schema: Schema, how: 'filled' | 'null', depth = 0): unknown {
  const resolved = schema.$ref ? document.components.schemas[schema.$ref.split('/').pop()!]! : schema;
  if (how === 'null' && (resolved.nullable || schema.nullable)) return null;
  const inner = resolved.oneOf?.[0];
  if (inner) return depth > 12 ? null : sampleOf(document, inner, how, depth + 1);
  if (resolved.allOf) {
    return Object.assign({}, ...resolved.allOf.map((part) => sampleOf(document, part, how, depth))) as unknown;
  }
  if (resolved.enum) return resolved.enum[0];
  switch (resolved.type) {
    case 'object': {
      const members = Object.entries(resolved.properties ?? {});
      return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(document, member, how, depth + 1)]));
    }
    case 'array':
      return depth > 12 ? [] : [sampleOf(document, resolved.items ?? {}, how, depth + 1)];
    case 'boolean':
      return true;
    case 'integer':
      return 7;
    case 'number':
      return 7.5;
    default:
      return resolved.format === 'date-time' ? '2026-02-03T10:11:12.345Z' : 'text';
  }
}
