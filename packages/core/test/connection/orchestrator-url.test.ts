import { describe, expect, it } from 'vitest';
import { orchestratorUrlRefusals, originOf, parseOrchestratorUrl } from '../../src/index.js';

describe('the address of an Orchestrator', () => {
  it.each([
    ['https://orchestrator.example', 'https://orchestrator.example'],
    ['https://orchestrator.example:8443/', 'https://orchestrator.example:8443'],
    ['https://suite.example/dept/tenant/orchestrator_/', 'https://suite.example/dept/tenant/orchestrator_'],
    ['HTTPS://Orchestrator.Example:443', 'https://orchestrator.example'],
    ['http://127.0.0.1:7401', 'http://127.0.0.1:7401'],
    ['http://localhost:7401/', 'http://localhost:7401'],
    ['http://[::1]:7401', 'http://[::1]:7401'],
  ])('may be %s', (text, expected) => {
    expect(parseOrchestratorUrl(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['orchestrator.example', 'not-a-url'],
    ['', 'not-a-url'],
    ['http://orchestrator.example', 'not-https'],
    ['http://127.0.0.1.example', 'not-https'],
    ['ftp://orchestrator.example', 'not-https'],
    ['https://svc:canary@orchestrator.example', 'has-credentials'],
    ['https://svc@orchestrator.example', 'has-credentials'],
    ['https://orchestrator.example/?tid=1', 'has-query'],
    ['https://orchestrator.example/?', 'has-query'],
    ['https://orchestrator.example/#/jobs', 'has-fragment'],
  ] as const)('may not be "%s": %s', (text, refusal) => {
    expect(parseOrchestratorUrl(text)).toEqual({ ok: false, failure: refusal });
  });

  it('is refused without repeating it, since it may hold a password', () => {
    const refused = parseOrchestratorUrl('https://svc:canary@orchestrator.example');

    expect(JSON.stringify(refused)).not.toContain('canary');
    expect(orchestratorUrlRefusals['has-credentials']).toContain('remove them');
  });

  it('has an origin, which a credential is bound to', () => {
    const url = parseOrchestratorUrl('https://suite.example:8443/dept/orchestrator_');

    expect(url.ok && originOf(url.value)).toBe('https://suite.example:8443');
  });
});
