import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnectionHealth } from '../../src/connection/connection-health.js';
import {
  type Connection,
  type ConnectionSignal,
  type ConnectionStatus,
  connectionMoves,
  connectionSignals,
  connectionStates,
  type Notice,
  type OrchestratorUrl,
} from '../../src/index.js';

const signals = fc.array(fc.constantFrom(...connectionSignals));
const signalsOfUse = fc.array(
  fc.constantFrom(...connectionSignals.filter((signal) => signal !== 'disconnect-asked' && signal !== 'checks-failed')),
);

describe('the health of a connection', () => {
  it('is a declared state after any signals, and every move it told is a row of the table', () => {
    fc.assert(
      fc.property(signals, (sequence) => {
        const { health, notices } = aHealth();

        for (const signal of sequence) health.signal('c1', signal);

        expect(connectionStates).toContain(health.stateOf(verified));
        for (const { from, to, by } of notices) {
          expect(connectionMoves).toContainEqual(expect.objectContaining({ from, to, signal: by }));
        }
        expect(notices.map(({ from }) => from)).toEqual(
          [null, ...notices.map(({ to }) => to)].slice(0, notices.length),
        );
      }),
    );
  });

  it('stays retired, whatever happens', () => {
    fc.assert(
      fc.property(signals, signals, (before, after) => {
        const { health, notices } = aHealth();
        for (const signal of connected) health.signal('c1', signal);
        for (const signal of [...before, 'disconnect-asked'] as const) health.signal('c1', signal);
        const told = notices.length;

        for (const signal of after) health.signal('c1', signal);

        expect(health.stateOf(verified)).toBe('retired');
        expect(notices).toHaveLength(told);
      }),
    );
  });

  it('is verified again once a call was answered and events are back', () => {
    const healing = fc.constantFrom<readonly ConnectionSignal[]>(
      ['call-answered', 'events-back'],
      ['events-back', 'call-answered'],
    );
    fc.assert(
      fc.property(signalsOfUse, healing, (sequence, healed) => {
        const { health } = aHealth();

        for (const signal of [...connected, ...sequence, ...healed]) health.signal('c1', signal);

        expect(health.stateOf(verified)).toBe('verified');
      }),
    );
  });

  it('is degraded, never verified, as long as events are missing', () => {
    fc.assert(
      fc.property(signalsOfUse, (sequence) => {
        const { health } = aHealth();
        for (const signal of connected) health.signal('c1', signal);

        for (const signal of sequence) health.signal('c1', signal);
        health.signal('c1', 'call-answered');

        const isBlackout = sequence.lastIndexOf('events-missing') > sequence.lastIndexOf('events-back');
        expect(health.stateOf(verified)).toBe(isBlackout ? 'degraded' : 'verified');
      }),
    );
  });

  it('keeps nothing of connections that nobody made or met, or that are forgotten', () => {
    const otherSignals = fc.constantFrom(...connectionSignals.filter((signal) => signal !== 'connect-asked'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('none', 'gone'), otherSignals)), (sequence) => {
        const { health, notices } = aHealth();
        for (const signal of [...connected, 'events-missing', 'not-reached'] as const) health.signal('gone', signal);
        health.forget('gone');
        notices.splice(0);

        for (const [id, signal] of sequence) health.signal(id, signal);

        expect(notices).toEqual([]);
        for (const id of ['none', 'gone']) {
          // Met now, it begins anew: not even the blackout was kept.
          health.meet({ ...verified, id });
          health.signal(id, 'call-answered');
          expect(health.stateOf({ ...verified, id })).toBe('verified');
        }
      }),
    );
  });

  it('keeps nothing of a met connection that is not verified', () => {
    const { health, notices } = aHealth();

    for (const status of ['connecting', 'retired'] as const) health.meet({ ...verified, status });
    health.signal('c1', 'not-reached');

    expect(notices).toEqual([]);
  });

  it('is not changed by meeting the connection again', () => {
    const { health } = aHealth();
    health.meet(verified);
    health.signal('c1', 'not-reached');

    health.meet(verified);

    expect(health.stateOf(verified)).toBe('unreachable');
  });

  it.each<[ConnectionStatus, readonly ConnectionSignal[], string]>([
    ['connecting', ['connect-asked', 'checks-passed', 'not-reached'], 'connecting'],
    ['retired', ['connect-asked', 'checks-passed', 'not-reached'], 'retired'],
    ['verified', [], 'verified'],
    ['verified', ['connect-asked'], 'verified'],
  ])('of one stored as %s after [%s] is %s', (status, sequence, state) => {
    const { health } = aHealth();

    for (const signal of sequence) health.signal('c1', signal);

    expect(health.stateOf({ ...verified, status })).toBe(state);
  });

  it('tells of the blackout anew when calls are answered during one', () => {
    const { health, notices } = aHealth();
    health.meet(verified);

    for (const signal of ['events-missing', 'not-reached', 'call-answered'] as const) health.signal('c1', signal);

    expect(notices.map(({ from, to, by }) => `${from} -> ${to} by ${by}`)).toEqual([
      'verified -> degraded by events-missing',
      'degraded -> unreachable by not-reached',
      'unreachable -> verified by call-answered',
      'verified -> degraded by events-missing',
    ]);
  });
});

const connected = ['connect-asked', 'checks-passed'] as const;

const verified: Connection = {
  id: 'c1',
  name: 'Finance Orchestrator',
  target: { orchestratorUrl: 'https://orchestrator.example' as OrchestratorUrl, tenant: 'Default' },
  status: 'verified',
  subscription: { kind: 'polling', why: 'no-public-url' },
  createdAtMs: 0,
  revision: 1,
};

function aHealth() {
  const notices: Extract<Notice, { kind: 'connection-moved' }>[] = [];
  const health = createConnectionHealth({
    notice: (notice) => void (notice.kind === 'connection-moved' && notices.push(notice)),
  });
  return { health, notices };
}
