import { describe, expect, it } from 'vitest';
import type { ConnectionSignal } from '../../src/connection/connection-lifecycle.js';
import { reportingCalls } from '../../src/connection/reporting-calls.js';
import {
  type Failure,
  type FailureCode,
  fail,
  failures,
  type OrchestratorAccess,
  type Result,
  succeed,
} from '../../src/index.js';
import { access } from './an-access.js';

const notReached: readonly FailureCode[] = [
  'orchestrator-unreachable',
  'egress-refused',
  'certificate-untrusted',
  'self-signed-not-supported',
  'orchestrator-timeout',
  'orchestrator-unavailable',
  'orchestrator-reply-unusable',
];
const answered: readonly FailureCode[] = [
  'orchestrator-forbidden',
  'folder-not-accessible',
  'folder-ambiguous',
  'orchestrator-refused',
  'release-not-found',
  'needs-local-robot',
  'no-capacity',
  'no-unattended-robot',
  'no-machine',
];

describe('a call to Orchestrator', () => {
  it('that is answered signals so, whatever the answer', async () => {
    const { robots, signals } = aReportingPort(succeed(undefined));

    const answer = await robots.find(access, 'R2');

    expect(answer).toEqual({ ok: true, value: undefined });
    expect(signals).toEqual(['c1 call-answered']);
  });

  it.each((Object.keys(failures) as FailureCode[]).map((code) => ({ code, signal: signalOf(code) })))(
    'that fails with $code signals $signal',
    async ({ code, signal }) => {
      const failure = { code, detail: 'It does not work.' };
      const { robots, signals } = aReportingPort(fail(failure));

      const answer = await robots.find(access, 'R2');

      expect(answer).toEqual({ ok: false, failure });
      expect(signals).toEqual(signal === undefined ? [] : [`c1 ${signal}`]);
    },
  );

  it('passes all that it is given to the port, called as the port expects', async () => {
    class Robots {
      readonly #greeting = 'found';
      async find(_: OrchestratorAccess, name: string, floor: number): Promise<Result<string, Failure>> {
        return succeed(`${this.#greeting} ${name} on ${floor}`);
      }
    }
    const signals: string[] = [];
    const robots = reportingCalls<Pick<Robots, 'find'>>(Object.freeze(new Robots()), { signal: noteIn(signals) });

    expect(await robots.find(access, 'R2', 4)).toEqual({ ok: true, value: 'found R2 on 4' });
    expect(signals).toEqual(['c1 call-answered']);
  });

  it('reports on a frozen port too', async () => {
    const signals: string[] = [];
    const port = Object.freeze({ find: async (_: OrchestratorAccess) => succeed('R2') });

    await reportingCalls(port, { signal: noteIn(signals) }).find(access);

    expect(signals).toEqual(['c1 call-answered']);
  });

  it('that throws signals nothing, and throws', async () => {
    const signals: string[] = [];
    const port = {
      find: (_: OrchestratorAccess): Promise<Result<string, Failure>> => Promise.reject(new Error('bug')),
    };

    await expect(reportingCalls(port, { signal: noteIn(signals) }).find(access)).rejects.toThrow('bug');
    expect(signals).toEqual([]);
  });
});

function aReportingPort(answer: Result<undefined, Failure>) {
  const signals: string[] = [];
  const port = { find: async (_access: OrchestratorAccess, _name: string) => answer };
  return { robots: reportingCalls(port, { signal: noteIn(signals) }), signals };
}

function noteIn(signals: string[]) {
  return (connectionId: string, signal: ConnectionSignal) => void signals.push(`${connectionId} ${signal}`);
}

function signalOf(code: FailureCode): ConnectionSignal | undefined {
  if (answered.includes(code)) return 'call-answered';
  if (notReached.includes(code)) return 'not-reached';
  return code === 'credentials-refused' ? 'credential-refused' : undefined;
}
