/** As much of a JSON Schema as the description has. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

interface Content {
  readonly content?: Readonly<
    Record<string, { readonly schema: Schema; readonly 'x-events'?: Record<string, Schema> }>
  >;
}

interface Operation {
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** An OpenAPI document of Cuelight. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Prints the types of what routes take and answer, as TypeScript. */
export function printTypes({ paths, components }: Description): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`,
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => `  '${method.toUpperCase()} ${path}': ${typeOfOperation(operation)};\n`,
    ),
  );
  return [
    '// Made from the OpenAPI document by test/console/described-types.test.ts; `npx vitest run <it> -u` makes it anew.\n\n',
    ...schemas,
    '\n/** What each route takes and answers. */\nexport interface Described {\n',
    ...operations,
    '}\n',
  ].join('');
}

function typeOfOperation({ parameters, requestBody, responses }: Operation): string {
  const given = (place: string) =>
    objectOf(
      parameters
        .filter((one) => one.in === place)
        .map(({ name, required, schema }) => [
          name,
          schema,
          place === 'path' || (required && schema.type !== 'integer'),
        ]),
    );
  const body = requestBody?.content?.['application/json']?.schema;
  const answers = Object.entries(responses)
    .filter(([status, { content }]) => status.startsWith('2') && !isOnlyEvents(content))
    .map(([, { content }]) => {
      const json = content?.['application/json']?.schema;
      return json === undefined ? 'undefined' : typeOf(json);
    });
  const events = Object.values(responses).flatMap(({ content }) => content?.['text/event-stream']?.['x-events'] ?? []);
  return `{ params: ${given('path')}; query: ${given('query')}; body: ${body ? typeOf(body) : 'undefined'}; answer: ${[...new Set(answers)].join(' | ') || 'undefined'}${events[0] ? `; events: ${objectOf(Object.entries(events[0]).map(([name, schema]) => [name, schema, true]))}` : ''} }`;
}

function isOnlyEvents(content: Content['content']): boolean {
  return content !== undefined && Object.keys(content).every((type) => type === 'text/event-stream');
}

function typeOf(schema: Schema): string {
  const { $ref, type, anyOf, oneOf, properties, required = [], additionalProperties, items } = schema;
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const either = anyOf ?? oneOf;
  if (either !== undefined) return [...new Set(either.map(typeOf))].join(' | ');
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one })).join(' | ');
  if (type === 'array') return `readonly (${items ? typeOf(items) : 'unknown'})[]`;
  if (properties !== undefined)
    return objectOf(Object.entries(properties).map(([name, field]) => [name, field, required.includes(name)]));
  if (type === 'object') {
    return `Readonly<Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>>`;
  }
  if (type === 'integer') return 'number';
  return typeof type === 'string' ? type : 'unknown';
}

function objectOf(fields: readonly (readonly [name: string, schema: Schema, isRequired: boolean])[]): string {
  if (fields.length === 0) return 'Readonly<Record<never, never>>';
  return `{ ${fields.map(([name, schema, isRequired]) => `readonly '${name}'${isRequired ? '' : '?'}: ${typeOf(schema)}`).join('; ')} }`;
}
