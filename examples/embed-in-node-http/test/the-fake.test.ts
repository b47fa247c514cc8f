import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it } from 'vitest';

describe('testing a client against the fake Orchestrator', () => {
  it('shows what happens when its token expires, without waiting for half an hour', async () => {
    const fake = await startFakeOrchestrator({ manual: true });
    const signedIn = await fetch(`${fake.url}/api/Account/Authenticate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ usernameOrEmailAddress: 'admin', password: 'admin-password' }),
    });
    const { result: token } = (await signedIn.json()) as { result: string };

    await fake.admin.advanceClock(31 * 60 * 1000);
    const expired = await fetch(`${fake.url}/odata/Folders`, { headers: { authorization: `Bearer ${token}` } });
    expect(expired.status).toBe(401);
    await fake.close();
  });
});
