import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../src/openapi/open-api-document.js';
import { allRoutes } from '../../src/routes/all-routes.js';

/** An answer to hold against the service's own description. */
export interface SeenAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

type Schema = Readonly<Record<string, unknown>>;
type Media = Readonly<
  Record<string, { readonly schema: Schema; readonly 'x-events'?: Readonly<Record<string, Schema>> }>
>;
type Responses = Readonly<Record<string, { readonly content?: Media }>>;

/** The description, as the tests read it. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: { readonly schemas: { readonly Problem: Schema } };
}

export const openApi = openApiDocument(allRoutes, '0.1.0') as OpenApi;
const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** Throws when an answer is not as `/openapi.json` says. */
export function expectConformance(answer: SeenAnswer): void {
  const { responses } = operationOf(answer) ?? { responses: { default: problemResponse } };
  const type = answer.contentType.split(';')[0] ?? '';
  const response = responses[answer.status] ?? responses.default;
  if (response?.content === undefined) {
    if (answer.text !== '') throw new Error(`${answer.status} has a body that is not described`);
    return;
  }
  const media = response.content[type];
  if (media === undefined) throw new Error(`${answer.status} is not described with the type ${type}`);
  if (!type.startsWith('text/')) expectMatch(media.schema, JSON.parse(answer.text));
  for (const [, name = '', data = ''] of answer.text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)) {
    expectMatch(media['x-events']?.[name] ?? { not: {} }, JSON.parse(data));
    if (name === 'answer') expectAnswer(answer, JSON.parse(data));
  }
}

/** The last event of a diagnosis as it is made: an answer that would conform without the events, too. */
function expectAnswer(streamed: SeenAnswer, { status, body }: { readonly status: number; readonly body: unknown }) {
  const contentType = status < 400 ? 'application/json' : 'application/problem+json';
  expectConformance({ ...streamed, status, contentType, text: JSON.stringify(body) });
}

const problemResponse: Responses[string] = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationOf({ method, path }: SeenAnswer) {
  const template = Object.keys(openApi.paths).find((candidate) =>
    new RegExp(`^${candidate.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return template === undefined ? undefined : openApi.paths[template]?.[method.toLowerCase()];
}

function expectMatch(schema: Schema, value: unknown): void {
  const isMatch = ajv.compile({ ...schema, components: openApi.components });
  if (!isMatch(value)) throw new Error(`not as described: ${ajv.errorsText(isMatch.errors)}`);
}
