import { describe, expect, it } from 'vitest';
import type { Diagnosis, Handshake, SeenReply } from '../../src/index.js';
import { admin, createWorld, expectValue } from '../world/a-world.js';
import { soundSighting } from '../world/stub-orchestrator.js';

const { reply: _, ...way } = soundSighting;

/** What is found at an address, when something else answers there; elsewhere at the host is nothing, or an Orchestrator. */
async function foundAt(orchestratorUrl: string, reply: SeenReply, elsewhere: 'nothing' | string = 'nothing') {
  const world = createWorld();
  const nothing = { ...way, reply: { status: 404, from: 'other' } } as const;
  Object.assign(world.orchestrator.probe, {
    look: async (url: string) =>
      url === orchestratorUrl ? { ...way, reply } : url === elsewhere ? soundSighting : nothing,
  });
  return expectValue(await world.cuelight.checkAddress({ orchestratorUrl }, admin));
}

function wrongIn({ checks }: Diagnosis) {
  return checks.find(({ id }) => id === 'orchestrator-answers');
}

describe('checking an address', () => {
  it('needs no credential, and asks nothing that would', async () => {
    const world = createWorld();

    const diagnosis = expectValue(
      await world.cuelight.checkAddress({ orchestratorUrl: 'https://orchestrator.example' }, admin),
    );

    expect(diagnosis.verdict).toBe('pass');
    const ids = diagnosis.checks.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['port-open', 'certificate-trusted', 'orchestrator-answers']));
    expect(ids).not.toContain('credentials-accepted');
  });

  it.each([
    ['https://cloud.uipath.com/acme', { status: 200, from: 'web-page' }, 'cloud-address'],
    ['https://staging.uipath.com', { status: 302, from: 'other', redirectsTo: 'https://a.example/' }, 'cloud-address'],
    ['https://uipath.example', { status: 200, from: 'web-page' }, 'another-site'],
    ['https://a.example', { status: 302, from: 'other', redirectsTo: 'https://b.example/sign-in' }, 'sent-elsewhere'],
    ['https://a.example', { status: 407, from: 'proxy' }, 'proxy-asks-to-sign-in'],
    ['https://a.example', { status: 200, from: 'other' }, 'not-an-orchestrator'],
  ] satisfies [string, SeenReply, string][])('finds at %s, answered by %j: %s', async (url, reply, cause) => {
    expect(wrongIn(await foundAt(url, reply))).toMatchObject({ verdict: 'fail', cause });
  });

  it('finds the Orchestrator at a shorter address, and tells it', async () => {
    const url = 'https://a.example/acme/Default/orchestrator_/portal_/jobs';
    const right = 'https://a.example/acme/Default/orchestrator_';

    const found = wrongIn(await foundAt(url, { status: 200, from: 'web-page' }, right));

    expect(found).toMatchObject({ cause: 'path-too-long' });
    expect(found?.evidence).toContain(`An Orchestrator answers at ${right}.`);
  });

  it('tells of an identity server where the Orchestrator is, if it is there', async () => {
    const found = wrongIn(
      await foundAt('https://a.example/identity', { status: 404, from: 'identity-server' }, 'https://a.example'),
    );

    expect(found).toMatchObject({ cause: 'identity-address' });
    expect(found?.evidence).toContain('An Orchestrator answers at https://a.example.');
  });

  it('lets a designer look only where a connection is already', async () => {
    const world = createWorld();

    const refused = await world.cuelight.checkAddress(
      { orchestratorUrl: 'https://other.example' },
      { scope: 'designer', appId: 'app-1' },
    );

    expect(refused).toMatchObject({ failure: { code: 'origin-needs-admin' } });
  });
});

describe('seeing the certificates of a server', () => {
  it.each([
    ['name-unknown', 'orchestrator-unreachable', 'has no address here'],
    ['egress-refused', 'egress-refused', 'is not called'],
    ['no-answer', 'orchestrator-timeout', 'port 443'],
    ['tls-silent', 'orchestrator-timeout', 'The handshake with a.example'],
    ['port-closed', 'orchestrator-unreachable', 'refused the connection'],
    ['not-tls', 'orchestrator-unreachable', 'The handshake with a.example'],
    ['failed', 'orchestrator-unreachable', ''],
  ] as const)('fails, when it ends with %s, with %s', async (why, code, evidence) => {
    const world = createWorld();
    world.orchestrator.sightings.set('https://a.example', { ...way, stop: { why } });

    const seen = await world.cuelight.seeCertificates({ orchestratorUrl: 'https://a.example' }, admin);

    expect(seen).toMatchObject({ failure: { code, detail: expect.stringContaining(evidence) } });
  });

  it('tells whether they are trusted now, and fails where a handshake shows none', async () => {
    const certificate = {
      ...{ subject: 'CN=a.example', issuer: 'CN=An authority', fingerprint: 'AB:CD', pem: 'a-pem' },
      ...{ validFrom: '2026-01-01', validTo: '2027-01-01', isSelfSigned: false, isCa: false },
    };
    const seeing = async (handshake: Partial<Handshake>) => {
      const world = createWorld();
      const shown = async () => ({ ...way, ...handshake });
      Object.assign(world.orchestrator.probe, { handshake: shown });
      return world.cuelight.seeCertificates({ orchestratorUrl: 'https://a.example' }, admin);
    };
    const presented = [certificate];

    expect(await seeing({ presented })).toMatchObject({ value: { isTrusted: true, certificates: presented } });
    expect(await seeing({ presented, stop: { why: 'certificate-refused' } })).toMatchObject({
      value: { isTrusted: false, certificates: presented },
    });
    expect(await seeing({})).toMatchObject({
      failure: { code: 'orchestrator-unreachable', detail: 'https://a.example presents no certificate.' },
    });
  });

  it('is not tried where there is no TLS, or no address', async () => {
    const { cuelight } = createWorld();

    for (const orchestratorUrl of ['http://127.0.0.1:7000', 'nowhere']) {
      expect(await cuelight.seeCertificates({ orchestratorUrl }, admin)).toMatchObject({
        failure: { code: 'orchestrator-url-refused' },
      });
    }
  });
});
