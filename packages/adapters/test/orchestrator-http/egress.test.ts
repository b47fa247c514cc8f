import { parseOrchestratorUrl } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createEgressGuard, type EgressGuard, readEgressAllow } from '../../src/egress/index.js';
import { anAccess } from './an-access.js';
import { accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };

describe('an Orchestrator at an address that may not be called', () => {
  it.each(['http://127.0.0.1', 'http://localhost', 'https://[::ffff:7f00:1]', 'http://2130706433', 'https://127.1'])(
    'is not called by default: %s',
    async (origin) => {
      const { server, jobs } = await withOrchestrator(undefined, { egress: createEgressGuard() });

      const url = parseOrchestratorUrl(`${origin}:${portOf(server.url)}`);

      const outcome = await jobs.start(anAccess(url.ok ? url.value : ''), accountsPayable, aStart);

      expect(outcome).toMatchObject({ failure: { code: 'egress-refused' } });
      expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
      expect(server.seen).toEqual([]);
    },
  );

  it('is named with its host, what is wrong with its address, and the setting', async () => {
    const { sessions } = await withOrchestrator(undefined, { egress: createEgressGuard() });

    expect(await sessions.signIn(anAccess('http://127.0.0.1:9'))).toMatchObject({
      failure: {
        detail:
          '127.0.0.1:9 is not called: its address is loopback, this machine itself, which is called only when CUELIGHT_EGRESS_ALLOW lists it.',
      },
    });
  });

  it('is not called when its name leads there, though it did not a moment ago', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    const egress = createEgressGuard(rulesOf('orch.example'), (_, __, done) =>
      done(null, [{ address: answers.shift() ?? '', family: 4 }]),
    );
    const { server, sessions } = await withOrchestrator(() => ({ headers: { connection: 'close' }, body: {} }), {
      egress,
    });
    const access = anAccess(`http://orch.example:${portOf(server.url)}`);

    const [before, after] = [await sessions.signIn(access), await sessions.signIn(access)];

    expect(before).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
    expect(after).toMatchObject({ failure: { code: 'egress-refused' } });
    expect(server.seen).toHaveLength(1);
  });
});

describe('an Orchestrator at an address that may be called', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', undefined],
    ['localhost', 'localhost', undefined],
    ['orch.example', '*.example', '127.0.0.1'],
  ])('is called: %s, when %s is listed', async (host, list, resolved) => {
    const rules = rulesOf(list);
    const egress: EgressGuard =
      resolved === undefined
        ? createEgressGuard(rules)
        : createEgressGuard(rules, (_, __, done) => done(null, [{ address: resolved, family: 4 }]));
    const { server, sessions } = await withOrchestrator(undefined, { egress });

    expect(await sessions.signIn(anAccess(`http://${host}:${portOf(server.url)}`))).toMatchObject({ ok: true });
  });
});

function rulesOf(list: string) {
  const rules = readEgressAllow(list);
  if (!rules.ok) throw new Error(rules.failure.join());
  return rules.value;
}

function portOf(url: string): string {
  return new URL(url).port;
}
