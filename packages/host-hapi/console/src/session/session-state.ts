import type { Answer, Call, Failed } from '../api/call.js';

/** Who is signed in. */
export type Who = Answer<'GET /v1/session'>;

/** Where signing in stands. */
export type SessionState =
  | { readonly is: 'asking' }
  | { readonly is: 'unknown'; readonly failed: Failed }
  | { readonly is: 'signed-out'; readonly why: 'new' | 'ended' | 'left' | 'code-refused' }
  | { readonly is: 'signed-in'; readonly who: Who };

/** Asks who is signed in. */
export async function stateOfSession(call: Call): Promise<SessionState> {
  const who = await call('GET /v1/session');
  if (who.ok) return { is: 'signed-in', who: who.value };
  if (who.failed.kind === 'refused' && who.failed.problem.status === 401) return { is: 'signed-out', why: 'new' };
  return { is: 'unknown', failed: who.failed };
}

/** Signs in with a code, which is good for once. */
export async function stateOfCode(call: Call, code: string): Promise<SessionState> {
  const signedIn = await call('POST /v1/session', { body: { code } });
  if (signedIn.ok) return { is: 'signed-in', who: signedIn.value };
  if (signedIn.failed.kind === 'refused') return { is: 'signed-out', why: 'code-refused' };
  return { is: 'unknown', failed: signedIn.failed };
}
