import { randomBytes } from 'node:crypto';
import type { JsonObject, JsonValue } from '../json.js';

/** What the fake answers to a request. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A JSON body. */
export function jsonReply(status: number, value: JsonValue): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** A JSON body as the OData routes send it. */
export function odataReply(status: number, value: JsonObject): Reply {
  const type = 'application/json; odata.metadata=minimal; odata.streaming=true';
  return { status, headers: { 'content-type': type }, body: JSON.stringify(value) };
}

/** No body. */
export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: '' };
}

/** The page of Orchestrator's own web application, which also answers every unknown route with 200. */
export function htmlReply(status: number): Reply {
  const body =
    '<!DOCTYPE html><html><head><title>UiPath Orchestrator</title></head><body><app-root></app-root></body></html>';
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** A failure in the shape that most routes use. Source: UiPath docs, "Response codes". */
export function failure(status: number, errorCode: number, message: string): Reply {
  const traceId = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
  return jsonReply(status, { message, errorCode, traceId });
}

/** 401: there is no valid token. Source: forum.uipath.com, topic 186985. */
export const notAuthenticated: Reply = abpFailure(
  401,
  'You are not authenticated!',
  'You should be authenticated (sign in) in order to perform this operation.',
);

/** 403: the user lacks a permission. Source: measured by UiPath-Services/UiPathOrch. */
export const notAuthorized: Reply = abpFailure(
  403,
  'You are not authorized!',
  'You are not allowed to perform this operation.',
);

function abpFailure(status: number, message: string, details: string): Reply {
  return jsonReply(status, {
    message,
    errorCode: 0,
    result: null,
    targetUrl: null,
    success: false,
    error: { code: 0, message, details, validationErrors: null },
    unAuthorizedRequest: true,
    __abp: true,
  });
}
