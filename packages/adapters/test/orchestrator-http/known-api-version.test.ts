import { describe, expect, it } from 'vitest';
import { withOrchestrator } from './with-orchestrator.js';

describe('the API version of a connection', () => {
  it('is known once a call has told it, and forgotten with the connection', async () => {
    const { sessions, access, apiVersionOf } = await withOrchestrator(undefined, { apiVersion: '17.0' });
    const before = apiVersionOf(access.connectionId);

    await sessions.signIn(access);
    const known = apiVersionOf(access.connectionId);
    await sessions.forget(access.connectionId);

    expect([before, known, apiVersionOf(access.connectionId)]).toEqual([undefined, 17, undefined]);
  });
});
