import type { OrchestratorUrl } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editionOf } from '../../src/orchestrator-http/edition.js';
import { apiVersionOfBuild } from '../../src/orchestrator-version/index.js';
import { type Act, type Seen, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const settings = '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings';
const untold = { 'api-supported-versions': '' };

describe('an Orchestrator whose sign-in does not tell the API version', () => {
  it('is asked without a login', async () => {
    const { server, sessions, access } = await withOrchestrator(answering({}), { apiVersion: '9.0, 13.0' });

    expect(await sessions.signIn(access)).toEqual({ ok: true, value: { apiVersion: 13 } });
    expect(server.to(settings)[0]?.headers.authorization).toBeUndefined();
  });

  it('tells it in a refusal as well', async () => {
    const act = { status: 404, headers: { 'api-supported-versions': '9.0' }, body: '' };
    const { sessions, access } = await withOrchestrator(answering({ [settings]: act }));

    expect(await sessions.signIn(access)).toEqual({ ok: true, value: { apiVersion: 9 } });
  });

  it.each<[string, Record<string, Act>, number]>([
    ['the build among its settings', { [settings]: settingsWith('20.10.16.0') }, 11],
    ['the function with parentheses', { [`${settings}()`]: settingsWith('19.10.15.0') }, 9],
    ['its status', { '/api/Status/Version': { headers: untold, body: { version: '22.10.1.0' } } }, 15],
  ])('tells it by %s where no header does', async (_, acts, apiVersion) => {
    const { sessions, access } = await withOrchestrator(
      answering(acts, { ...webPage, headers: { ...webPage.headers, ...untold } }),
    );

    expect(await sessions.signIn(access)).toEqual({ ok: true, value: { apiVersion } });
  });

  it('is none when nothing tells it, in any shape', async () => {
    let body: unknown;
    const acts = () => answering({}, { headers: untold, body })({ path: settings } as Seen);
    const { sessions, access } = await withOrchestrator((request) =>
      request.path.endsWith('/Authenticate') ? { headers: untold, body: { result: 'token' } } : acts(),
    );

    await fc.assert(
      fc.asyncProperty(
        fc.record({ Keys: fc.jsonValue(), Values: fc.jsonValue(), version: fc.jsonValue() }, { requiredKeys: [] }),
        async (given) => {
          body = given;

          expect(await sessions.signIn(access)).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('an Orchestrator without sign-in by password', () => {
  it.each<[string, Act]>([
    ['its web page', webPage],
    ['404', { status: 404, body: { errorCode: 0 } }],
  ])('says so, rather than looking like something else, when %s answers', async (_, act) => {
    const { sessions, access } = await withOrchestrator(
      ({ path }) => (path.endsWith('/Authenticate') ? act : { body: {} }),
      { apiVersion: '20.0' },
    );

    expect(await sessions.signIn(access)).toMatchObject({
      failure: { code: 'credentials-refused', detail: expect.stringMatching(/^An Orchestrator with API 20 has no/) },
    });
  });

  it('is not what a web page means where the version has passwords', async () => {
    const { sessions, access } = await withOrchestrator(({ path }) =>
      path.endsWith('/Authenticate') ? webPage : { body: {} },
    );

    expect(await sessions.signIn(access)).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
  });
});

describe('the edition', () => {
  it.each([
    ['https://orchestrator.example', undefined, 'msi'],
    ['https://portal.example/orchestrator', 17, 'msi'],
    ['https://suite.example/org/tenant/orchestrator_', undefined, 'suite'],
    ['https://suite.example/org/tenant/orchestrator_', 17, 'suite'],
    ['https://cloud.example/org/tenant/orchestrator_', 20, 'cloud'],
    ['https://cloud.uipath.com/org/tenant/orchestrator_', undefined, 'cloud'],
    ['https://govcloud.uipath.us/org/tenant/orchestrator_', undefined, 'cloud'],
    ['https://notuipath.com', undefined, 'msi'],
  ] as const)('of %s with API %s is %s', (url, apiVersion, edition) => {
    expect(editionOf(url as OrchestratorUrl, apiVersion)).toBe(edition);
  });
});

describe('the API version of a build', () => {
  it.each([
    ['19.10.15.0', 9],
    ['2020.4.1', 10],
    ['20.10.16.0', 11],
    ['21.4.4', 11],
    ['21.10.4', 13],
    ['22.4.4', 15],
    ['22.10.1.0', 15],
    ['23.4.0', 16],
    ['23.10.6', 17],
    ['25.10.2', 17],
    ['18.4.1', undefined],
    ['unknown', undefined],
  ])('%s is %s', (build, apiVersion) => {
    expect(apiVersionOfBuild(build)).toBe(apiVersion);
  });
});

function answering(acts: Readonly<Record<string, Act>>, otherwise: Act = { body: {} }) {
  return ({ path }: Seen): Act =>
    path.endsWith('/Authenticate') ? { headers: untold, body: { result: 'token' } } : (acts[path] ?? otherwise);
}

function settingsWith(build: string): Act {
  return { headers: untold, body: { Keys: ['Host', 'Build.Version'], Values: ['x', build] } };
}
