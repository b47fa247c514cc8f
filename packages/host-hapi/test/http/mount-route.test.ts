import { Secret, succeed } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/http/answer.js';
import { mountRoute } from '../../src/http/mount-route.js';
import { createLog } from '../../src/index.js';
import type { Route } from '../../src/routes/route.js';
import { unknownSecrets } from '../../src/secrets/secrets-desk.js';
import { aWorld } from '../world/a-world.js';

/** A world with one more route, which answers this body. */
async function aWorldThatAnswers(body: object) {
  const world = await aWorld();
  const route: Route = {
    method: 'GET',
    path: '/more',
    summary: 'More',
    who: 'anyone',
    needsOrchestratorProcess: false,
    takes: {},
    answers: {},
    respond: async () => succeed(json(200, body)),
  };
  const context = {
    cuelight: world.cuelight,
    isReady: async () => true,
    openApi: () => ({}),
    metrics: async () => ({ type: 'text/plain', text: '' }),
    supportBundle: async () => '{}',
    system: () => Promise.reject(new Error('nobody asks how it stands')),
    secrets: unknownSecrets,
    deliveryBudget: { take: () => true, giveBack() {} },
    robotPort: 2323,
    signIn: {
      signIn: () => Promise.reject(new Error('nobody signs in')),
      signOut: () => succeed([]),
      makeCode: () => ({ code: new Secret(''), untilMs: 0 }),
    },
  };
  const authenticate = async () => succeed({ caller: { scope: 'admin' } } as const);
  mountRoute(world.host.server, route, {
    authenticate,
    isOwnOrigin: () => true,
    references: world.cuelight.references,
    context,
    keepAliveMs: 1_000,
    log: createLog('silent', () => {}),
    isFromHere: () => true,
  });
  return world;
}

describe('an answer', () => {
  it('that cannot be written is a fault like any other: a problem, and logged', async () => {
    const endless: Record<string, unknown> = {};
    endless.itself = endless;
    const { host, logged } = await aWorldThatAnswers(endless);

    const answer = await host.server.inject('/more');

    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.payload)).toMatchObject({ code: 'internal-error' });
    expect(logged.join('')).toContain('a request failed');
  });

  it('is JSON in UTF-8, and whole even when a part is asked for', async () => {
    const { host } = await aWorldThatAnswers({ name: 'Gr\u00fcn' });

    const answer = await host.server.inject({ url: '/more', headers: { range: 'bytes=0-3' } });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.payload).toBe('{"name":"Gr\u00fcn"}');
  });
});
