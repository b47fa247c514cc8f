import { randomUUID } from 'node:crypto';
import type { FakeReply } from '../fake-server/fake-reply.js';

const json = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** Vault's envelope around what it answers. */
export function answered(data: object | null, auth: object | null = null, status = 200): FakeReply {
  const body = {
    request_id: randomUUID(),
    lease_id: '',
    renewable: false,
    lease_duration: 0,
    data,
    wrap_info: null,
    warnings: null,
    auth,
  };
  return { status, headers: json, body: JSON.stringify(body) };
}

/** A refusal; nothing that is there has no errors at all. */
export function refused(status: number, ...errors: readonly string[]): FakeReply {
  return { status, headers: json, body: JSON.stringify({ errors }) };
}

/** It was done, and there is nothing to say. */
export const done: FakeReply = { status: 204, headers: {}, body: '' };

/** There is nothing at that path. */
export const nothing: FakeReply = refused(404);

/** The token may not do that. Source: Vault's `logical.ErrPermissionDenied`, as its HTTP layer prints it. */
export const permissionDenied: FakeReply = refused(403, '1 error occurred:\n\t* permission denied\n\n');

/** There is no such token, or it is over. */
export const invalidToken: FakeReply = refused(403, '2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n');
