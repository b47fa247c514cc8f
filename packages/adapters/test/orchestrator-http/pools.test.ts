import type { ConnectionTarget, OrchestratorUrl } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createPools } from '../../src/orchestrator-http/pools.js';

const target = (url: string, caPem?: string): ConnectionTarget => ({
  orchestratorUrl: url as OrchestratorUrl,
  tenant: 'Default',
  ...(caPem !== undefined && { caPem }),
});

/** Pools that tell which were closed. */
function namedPools() {
  const closed: string[] = [];
  const pools = createPools(({ orchestratorUrl, caPem }) => ({
    dispatch: () => true,
    close: async () => void closed.push(`${orchestratorUrl} ${caPem ?? 'usual'}`),
  }));
  return { pools, closed };
}

describe('the pool of sockets', () => {
  it('is one for an origin and what is trusted there', () => {
    const { pools } = namedPools();
    const one = pools.take(target('https://orch.example/one')).dispatcher;

    expect(pools.take({ ...target('https://orch.example/two'), tenant: 'Other' }).dispatcher).toBe(one);
    expect(pools.take(target('https://orch.example', 'an authority')).dispatcher).not.toBe(one);
    expect(pools.take(target('https://orch.example:8443')).dispatcher).not.toBe(one);
  });

  it('is closed by the last who used it, once, and made anew for the next', async () => {
    const { pools, closed } = namedPools();
    const [first, second] = [pools.take(target('https://orch.example')), pools.take(target('https://orch.example'))];

    await first.release();
    await first.release();
    expect(closed).toEqual([]);
    await second.release();

    expect(closed).toEqual(['https://orch.example usual']);
    expect(pools.take(target('https://orch.example')).dispatcher).not.toBe(first.dispatcher);
  });
});
