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

function anEmptyRegistry() {
  const clock = { nowMs: 0 };
  return { clock, registry: createSessionRegistry(limitsOf({ nowMs: () => clock.nowMs })) };
}
