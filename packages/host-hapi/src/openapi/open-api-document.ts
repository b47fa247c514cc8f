import { z } from 'zod';
import { problemShape } from '../problems/problem.js';
import type { AnswerDoc, Route } from '../routes/route.js';
import { sessionCookieNames } from '../session/session-cookie.js';

/** Describes the routes: OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Cuelight', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, the operator’s own key or, where x-scopes has token, a token of an app',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieNames.secure,
          description: `What POST /v1/session gives a browser; ${sessionCookieNames.plain} without TLS, on the machine of the service. All but reads need the Origin of a page of the service`,
        },
      },
      schemas: { Problem: schemaOf(problemShape, 'output') },
    },
  };
}

function operationOf({ summary, who, isOpenHere, takes, readsRawBody, answers, tells }: Route): object {
  const body = takes.body && { schema: schemaOf(takes.body, 'input') };
  return {
    summary,
    ...(who === 'anyone' ? { security: [] } : { security: securityOf(who, isOpenHere), 'x-scopes': who }),
    parameters: [
      ...parametersOf('path', takes.params),
      ...parametersOf('query', takes.query),
      ...parametersOf('header', takes.headers),
    ],
    ...(body && {
      requestBody: {
        required: takes.body?.safeParse(undefined).success === false,
        content: { 'application/json': body },
      },
    }),
    ...(readsRawBody === true && { requestBody: { content: { '*/*': {} } } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)])),
      ...(tells && { 200: liveResponseOf(tells, answers) }),
      default: {
        description: 'A problem, told by its code (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** An empty object says that a key is not needed everywhere. */
function securityOf(who: Route['who'], isOpenHere: boolean | undefined): readonly object[] {
  const isForSessions = who.includes('admin') || who.includes('designer');
  return [{ key: [] }, ...(isForSessions ? [{ session: [] }] : []), ...(isOpenHere === true ? [{}] : [])];
}

function parametersOf(place: 'path' | 'query' | 'header', fields: z.ZodObject | undefined): readonly object[] {
  return Object.entries(fields?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: !z.object({ field }).safeParse({}).success,
    schema: schemaOf(z.object({ field }), 'input').properties?.field ?? {},
  }));
}

function responseOf({ description, body, text, events }: AnswerDoc): {
  readonly description: string;
  readonly content?: object;
} {
  if (text !== undefined) return { description, content: { [text]: { schema: { type: 'string' } } } };
  if (events !== undefined) return { description: `${description}. ${areEvents}.`, content: eventsContent(events) };
  if (body === undefined) return { description };
  return { description, content: { 'application/json': { schema: schemaOf(body, 'output') } } };
}

/** With whoever accepts events: what is found on the way, then what would have been answered without. */
function liveResponseOf(tells: NonNullable<Route['tells']>, answers: Route['answers']): object {
  const plain: { readonly description: string; readonly content?: object } =
    answers[200] === undefined ? { description: 'What is found on the way' } : responseOf(answers[200]);
  const bodies = Object.values(answers).flatMap(({ body }) => (body === undefined ? [] : [schemaOf(body, 'output')]));
  const answer = {
    type: 'object',
    properties: {
      status: { type: 'integer' },
      body: { anyOf: [...bodies, { $ref: '#/components/schemas/Problem' }] },
    },
    required: ['status', 'body'],
    additionalProperties: false,
  };
  return {
    description: `${plain.description}. To whoever accepts text/event-stream: ${areEvents}; the last is the answer.`,
    content: { ...plain.content, ...eventsContent(tells, { answer }) },
  };
}

const areEvents = 'Server-sent events; x-events has what the data of each holds';

function eventsContent(events: Readonly<Record<string, z.ZodType>>, more: Readonly<Record<string, object>> = {}) {
  const data = Object.entries(events).map(([name, shape]) => [name, schemaOf(shape, 'output')]);
  return {
    'text/event-stream': { schema: { type: 'string' }, 'x-events': { ...Object.fromEntries(data), ...more } },
  };
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output') {
  const { $schema, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
}
