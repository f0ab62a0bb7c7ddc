import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readContract } from './contracts';

type Schema = Record<string, unknown>;
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** Validators of what `ongoing-openapi.json` says about an operation, `PUT /orders` say. */
export function ongoingSchemas() {
  const document = readContract<OpenApi>('ongoing-openapi.json');
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('decimal', true);
  const schemas = rewritten(document.components.schemas);
  ajv.addSchema({ $id: 'ongoing', components: { schemas } });
  const operation = (name: string): Operation => {
    const [method = '', path = ''] = name.split(' ');
    const found = document.paths[`/api/v1${path}`]?.[method.toLowerCase()];
    if (!found) throw new Error(`${name} is not in the contract`);
    return found;
  };
  const compiled = new Map<string, ValidateFunction>();
  const compile = (key: string, schema: Schema): ValidateFunction => {
    const validate = compiled.get(key) ?? ajv.compile(rewritten(schema));
    compiled.set(key, validate);
    return validate;
  };
  return {
    /** The content type that an answer with this status must have. */
    contentType: (name: string, status: number): string =>
      Object.keys(operation(name).responses[String(status)]?.content ?? {})[0] ?? '',
    /** What is wrong with an answer; empty when nothing is. */
    answerErrors(name: string, status: number, body: unknown): unknown[] {
      const schema = operation(name).responses[String(status)]?.content?.['application/json']?.schema;
      if (!schema) return [`${name} has no answer with status ${status} in the contract`];
      const validate = compile(`${name} ${status}`, schema);
      return validate(body) ? [] : (validate.errors ?? []);
    },
    requestErrors(name: string, body: unknown): unknown[] {
      const schema = operation(name).requestBody?.content['application/json']?.schema;
      if (!schema) return [`${name} takes no body`];
      const validate = compile(`${name} request`, schema);
      return validate(body) ? [] : (validate.errors ?? []);
    },
  };
}

/**
 * OpenAPI 3.0 → JSON Schema: `nullable` becomes a choice, references become ours, and the empty closed objects beside
 * a reference in `allOf` are opened: as they stand nothing can satisfy them.
 */
function rewritten<Value>(value: Value, withinAllOf = false): Value {
  if (Array.isArray(value)) return value.map((entry: unknown) => rewritten(entry, withinAllOf)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref, ...rest } = value as Schema;
  const schema: Schema = {};
  for (const [name, entry] of Object.entries(rest)) schema[name] = rewritten(entry, name === 'allOf');
  if (typeof $ref === 'string') schema.$ref = $ref.replace('#/', 'ongoing#/');
  if (withinAllOf && schema.properties === undefined) delete schema.additionalProperties;
  return (nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema) as Value;
}
