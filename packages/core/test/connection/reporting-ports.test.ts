import { describe, expect, it } from 'vitest';
import { createConnectionHealth } from '../../src/connection/connection-health.js';
import { reportingPorts } from '../../src/connection/reporting-ports.js';
import type { ConnectionSignal } from '../../src/index.js';
import { createMemoryStorage } from '../world/memory-storage.js';
import { createStubOrchestrator, folder } from '../world/stub-orchestrator.js';
import { createVirtualClock } from '../world/virtual-clock.js';
import { access } from './an-access.js';

type Ports = ReturnType<typeof aReportingSet>['ports'];

describe('the ports that report', () => {
  it.each<[string, (ports: Ports) => Promise<unknown>]>([
    ['signing in', ({ sessions }) => sessions.signIn(access)],
    ['reading folders', ({ directory }) => directory.listFolders(access, { skip: 0, take: 1 })],
    ['reading jobs', ({ jobs }) => jobs.readById(access, folder, 125_161)],
    ['webhooks', ({ webhooks }) => webhooks.delete(access, 1)],
  ])('tell how a call went for %s', async (_, call) => {
    const { ports, signals } = aReportingSet();

    await call(ports);

    expect(signals).toEqual(['call-answered']);
  });

  it('say nothing of a session that is forgotten', async () => {
    const { ports, signals } = aReportingSet();

    await ports.sessions.forget('c1');

    expect(signals).toEqual([]);
  });
});

function aReportingSet() {
  const signals: ConnectionSignal[] = [];
  const adapters = { ...createMemoryStorage(), ...createStubOrchestrator(createVirtualClock()) };
  const health = createConnectionHealth({ notice: () => {} });
  const ports = reportingPorts(adapters, { ...health, signal: (_, signal) => void signals.push(signal) });
  return { ports, signals };
}
