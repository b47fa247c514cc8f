import type { JsonObject } from '../fake-orchestrator/json.js';
import type { FakeReply } from '../fake-server/fake-reply.js';

const json = { 'content-type': 'application/x-amz-json-1.1' };

/** What an operation answers. */
export function answered(members: JsonObject): FakeReply {
  return { status: 200, headers: json, body: JSON.stringify(members) };
}

/** A refusal, by the name of its exception. */
export function refused(exception: string, message: string, status = 400): FakeReply {
  return { status, headers: json, body: JSON.stringify({ __type: exception, Message: message }) };
}
