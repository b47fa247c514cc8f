import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesTenant, parseIdentityUrl, parseOrchestratorUrl, usualIdentityUrls } from '../../src/index.js';
import { expectValue } from '../world/a-world.js';

describe('the address of an identity server', () => {
  it.each([
    ['https://orchestrator.example/identity', 'https://orchestrator.example/identity'],
    ['https://login.example:8443/identity_/', 'https://login.example:8443/identity_'],
    ['https://orchestrator.example/identity/connect/token', 'https://orchestrator.example/identity'],
    ['https://orchestrator.example', 'https://orchestrator.example'],
  ])('may be %s', (text, expected) => {
    expect(parseIdentityUrl(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['/identity', 'not-a-url'],
    ['http://login.example/identity', 'not-https'],
    ['https://svc:canary@login.example/identity', 'has-credentials'],
    ['https://login.example/identity?tenant=1', 'has-query'],
    ['https://login.example/identity#top', 'has-fragment'],
  ])('may not be "%s": %s', (text, refusal) => {
    expect(parseIdentityUrl(text)).toEqual({ ok: false, failure: refusal });
  });

  it('is read again as it was written', () => {
    const steps = fc.array(fc.constantFrom('/connect/token', '/', '/identity', '/connect'), { maxLength: 6 });

    fc.assert(
      fc.property(steps, (path) => {
        const written = expectValue(parseIdentityUrl(`https://login.example${path.join('')}`));

        expect(parseIdentityUrl(written)).toEqual({ ok: true, value: written });
      }),
    );
  });
});

describe('the identity server of an Orchestrator', () => {
  it.each<[string, readonly string[], boolean]>([
    ['https://orchestrator.example', ['https://orchestrator.example/identity'], false],
    ['https://orchestrator.example:8443/uipath', ['https://orchestrator.example:8443/identity'], false],
    [
      'https://suite.example/dept/production/orchestrator_',
      ['https://suite.example/dept/identity_', 'https://suite.example/identity_'],
      true,
    ],
    ['https://suite.example/orchestrator_', ['https://suite.example/identity'], false],
  ])('of %s is looked for on its own host', (text, expected, isTenantNamed) => {
    const url = expectValue(parseOrchestratorUrl(text));

    expect(usualIdentityUrls(url)).toEqual(expected);
    expect(namesTenant(url)).toBe(isTenantNamed);
  });
});
