import type { IdentityUrl, OrchestratorAccess, OrchestratorUrl } from '@cuelight/core';
import { expect, it } from 'vitest';
import { limitsOf } from '../../src/orchestrator-http/options.js';
import { createSessionRegistry } from '../../src/orchestrator-http/session-registry.js';
import { anAccess } from './an-access.js';

const access = anAccess('http://127.0.0.1:9');
const other = { ...access, connectionId: 'connection-2' };
const [twentyMinutesMs, fortyMinutesMs] = [20 * 60_000, 40 * 60_000];

it('drops a session that was not used for half an hour when another is made', () => {
  const { registry, clock } = anEmptyRegistry();
  const before = registry.of(access);

  clock.nowMs = fortyMinutesMs;
  registry.of(other);

  expect(registry.of(access)).not.toBe(before);
});

it('keeps a session that was used since', () => {
  const { registry, clock } = anEmptyRegistry();
  const before = registry.of(access);
  clock.nowMs = twentyMinutesMs;
  registry.of(access);

  clock.nowMs = fortyMinutesMs;
  registry.of(other);

  expect(registry.of(access)).toBe(before);
});

it.each<[string, Partial<OrchestratorAccess['target']>]>([
  ['address', { orchestratorUrl: 'http://127.0.0.1:10' as OrchestratorUrl }],
  ['identity server', { identityUrl: 'http://127.0.0.1:10/identity' as IdentityUrl }],
  ['tenant', { tenant: 'Another' }],
  ['authority', { caPem: 'another' }],
])('signs in anew for another %s of a connection, and for the same one does not', (_, changed) => {
  const { registry } = anEmptyRegistry();
  const before = registry.of(access);
  const target = { ...access.target, ...changed };

  const session = registry.of({ ...access, target });

  expect(session).not.toBe(before);
  expect(registry.of({ ...access, target: { ...target } })).toBe(session);
  expect(registry.of(access)).toBe(before);
});

it('signs in anew with another credential', () => {
  const { registry } = anEmptyRegistry();
  const before = registry.of(access);

  expect(registry.of({ ...access, credentialVersion: 'another' })).not.toBe(before);
});

function anEmptyRegistry() {
  const clock = { nowMs: 0 };
  return { clock, registry: createSessionRegistry(limitsOf({ nowMs: () => clock.nowMs })) };
}
