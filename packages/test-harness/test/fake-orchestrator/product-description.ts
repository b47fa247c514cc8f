import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import type { ApiVersion } from '../../src/fake-orchestrator/index.js';

/** A part of Swagger 2.0, as far as it is looked at. */
type Part = Readonly<Record<string, unknown>>;

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly schema?: Part }[];
  readonly responses: Readonly<Record<string, { readonly schema?: Part }>>;
}

interface Swagger {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions: Readonly<Record<string, Part>>;
}

const eventKeyword = 'x-webhook-event';

/** What the product itself says of one version of its API. */
export interface ProductDescription {
  /** `GET /odata/Jobs({id})` for each that it describes. */
  readonly routes: ReadonlySet<string>;
  /** What is wrong with a reply; empty when it is as described. Failures are described by their status alone. */
  faultsOfReply(route: string, status: number, text: string): readonly string[];
  /** What is wrong with the body of a request; empty when it is as described. */
  faultsOfBody(route: string, body: unknown): readonly string[];
  /** What is wrong with an event that is sent to a webhook; empty when it is as described. */
  faultsOfEvent(type: string, event: unknown): readonly string[];
}

const files: Partial<Record<ApiVersion, string>> = { 9: 'orchestrator-2019.10.json', 11: 'orchestrator-2020.10.json' };

/** The API versions that the product's own descriptions are there for. */
export const describedVersions = [9, 11] as const satisfies readonly ApiVersion[];

/** @param folder the folder of references, which has the product's descriptions in `swagger` */
export function productDescription(folder: string, version: (typeof describedVersions)[number]): ProductDescription {
  const swagger = JSON.parse(readFileSync(join(folder, 'swagger', String(files[version])), 'utf8')) as Swagger;
  const definitions = Object.fromEntries(
    Object.entries(swagger.definitions).map(([name, definition]) => [name, jsonSchemaOf(definition)]),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  ajv.addSchema({ $id: 'product', definitions });
  const operations = new Map(
    Object.entries(swagger.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${plain(path)}`, operation]),
    ),
  );

  function faults(schema: Part | undefined, value: unknown): readonly string[] {
    if (schema === undefined) return ['nothing is described'];
    const validate = ajv.compile(jsonSchemaOf(schema) as object);
    return validate(withoutAnnotations(value)) ? [] : (validate.errors ?? []).map(told);
  }

  return {
    routes: new Set(operations.keys()),
    faultsOfReply(route, status, text) {
      const responses = operations.get(plain(route))?.responses ?? {};
      const response = responses[status];
      // The description of 2020.10 hardly lists a failure, so that only replies of success must be listed there.
      if (response === undefined) return status >= 400 && version !== 9 ? [] : [`status ${status} is not described`];
      return text === '' || status >= 400 ? [] : faults(response.schema, JSON.parse(text));
    },
    faultsOfBody(route, body) {
      const parameter = operations.get(plain(route))?.parameters?.find((candidate) => candidate.in === 'body');
      return faults(parameter?.schema, body);
    },
    faultsOfEvent(type, event) {
      return faults(
        Object.values(swagger.definitions).find((definition) => definition[eventKeyword] === type),
        event,
      );
    },
  };
}

/** The number in a path is called `{Id}`, `{key}` or `{folderId}`; functions without arguments may have parentheses. */
function plain(route: string): string {
  return route
    .replace(/\(\{\w+\}\)/, '({id})')
    .replace(/=\{\w+\}\)/, '={id})')
    .replace(/\(\)$/, '');
}

/** JSON Schema for a part of Swagger 2.0: no other member may be there, and what is not required may be null. */
function jsonSchemaOf(part: Part): Part {
  const { $ref, properties, items, additionalProperties, required, enum: members, ...rest } = part;
  if (typeof $ref === 'string') return { $ref: `product#/definitions/${encodeURIComponent(nameIn($ref))}` };
  // The generator wrote .NET's `object`, which may be any value, as an object without members.
  if (rest.type === 'object' && properties === undefined && additionalProperties === undefined) return {};
  const needed = (required ?? []) as readonly string[];
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([keyword]) => keywords.has(keyword))),
    ...(members === undefined ? {} : { enum: members }),
    ...(items === undefined ? {} : { items: jsonSchemaOf(items as Part) }),
    ...(properties === undefined
      ? {}
      : {
          required: needed,
          additionalProperties: additionalProperties ?? false,
          properties: Object.fromEntries(
            Object.entries(properties as Readonly<Record<string, Part>>)
              .filter(([name]) => !name.includes('@'))
              .map(([name, inner]) => [
                name,
                needed.includes(name) ? jsonSchemaOf(inner) : orNull(jsonSchemaOf(inner)),
              ]),
          ),
        }),
  };
}

const keywords = new Set(['type', 'format', 'minLength', 'maxLength', 'minimum', 'maximum', 'pattern']);

function orNull(schema: Part): Part {
  return { anyOf: [{ type: 'null' }, schema] };
}

function nameIn(reference: string): string {
  return reference.replace('#/definitions/', '');
}

/** Annotations of OData, such as `@odata.context`, are described in one of the two versions only. */
function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@odata.'))
      .map(([name, inner]) => [name, withoutAnnotations(inner)]),
  );
}

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const formats = {
  uuid: guid,
  guid,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/,
  uri: URL.canParse,
  email: /@/,
  int32: true,
  int64: true,
  double: true,
  float: true,
  byte: true,
  file: true,
} as const;

function told({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}
