import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { type OrchestratorAccess, parseOrchestratorUrl, Secret, succeed } from '@cuelight/core';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { hold, type Row } from '../row.js';

const hourMs = 60 * 60_000;

/**
 * How many token requests reach Orchestrator when many callers of one connection need its token at the same moment: once
 * its end is known, and once only Orchestrator knows it, which answers 401 to every call with the old one.
 */
export async function tokenStorm({ callers }: { readonly callers: number }): Promise<readonly Row[]> {
  return [
    hold(figure(callers, 'whose token has expired', await requestsAfter('both clocks', callers)), { atMost: 1 }),
    hold(figure(callers, 'whose token is refused', await requestsAfter('its clock alone', callers)), { atMost: 1 }),
  ];
}

function figure(callers: number, what: string, ours: number) {
  const metric = `token requests of ${callers} callers at once ${what}`;
  return { name: 'token-storm', metric, ours, unit: 'requests' };
}

async function requestsAfter(passed: 'both clocks' | 'its clock alone', callers: number): Promise<number> {
  const clock = { nowMs: 0 };
  const orchestrator = await startFakeOrchestrator({ manual: true });
  // All callers wait for one of few sockets: that is not what is measured.
  const timeouts = { callMs: 10 * 60_000 };
  const { sessions, directory, close } = createOrchestratorHttp({
    nowMs: () => clock.nowMs,
    timeouts,
    egress: 'unguarded',
    rate: { perSecond: 1_000_000, burst: 1_000_000 },
  });
  try {
    const access = accessTo(orchestrator.url);
    await sessions.signIn(access);
    await orchestrator.admin.advanceClock(hourMs);
    if (passed === 'both clocks') clock.nowMs += hourMs;

    const before = tokenRequests(orchestrator);
    const calls = Array.from({ length: callers }, () => directory.listFolders(access, { skip: 0, take: 1 }));
    const failed = (await Promise.all(calls)).find(({ ok }) => !ok);
    if (failed !== undefined) throw new Error(`a caller got no answer: ${JSON.stringify(failed)}`);
    return tokenRequests(orchestrator) - before;
  } finally {
    await close();
    await orchestrator.close();
  }
}

function tokenRequests({ admin }: Awaited<ReturnType<typeof startFakeOrchestrator>>): number {
  return admin.journal().filter(({ path }) => path.endsWith('/api/Account/Authenticate')).length;
}

function accessTo(url: string): OrchestratorAccess {
  const orchestratorUrl = parseOrchestratorUrl(url);
  if (!orchestratorUrl.ok) throw new Error(`${url} is ${orchestratorUrl.failure}`);
  const credential = { kind: 'password', username: 'admin', password: new Secret('admin-password') } as const;
  return {
    connectionId: 'bench',
    target: { orchestratorUrl: orchestratorUrl.value, tenant: 'Default' },
    credentialVersion: '1',
    credential: async () => succeed(credential),
  };
}
