import { failures } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aClient, anAccess, aPersonalToken, holding } from './an-access.js';
import { everyCall } from './every-call.js';
import type { Act, Seen } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const numRuns = Number(process.env.CUELIGHT_PROPERTY_RUNS ?? 60);

describe('whatever an identity server answers', () => {
  it('signing in ends in a value or a documented failure', async () => {
    let script: Act | undefined;
    const { server, access, sessions } = await withOrchestrator(() => script, {
      maxReplyBytes: 4_096,
      timeouts: { connectMs: 1_000, headersMs: 200, bodyMs: 200, callMs: 400 },
    });
    const byCredential = [aClient, aPersonalToken].flatMap((credential) =>
      ['', '/org/production/orchestrator_'].map((path) => anAccess(server.url + path, holding(credential))),
    );

    await fc.assert(
      fc.asyncProperty(aReply(), fc.constantFrom(...byCredential), async (act, tried) => {
        await sessions.forget(access.connectionId);
        script = act;

        const outcome = await sessions.signIn(tried);

        if (outcome.ok) return;
        expect(failures).toHaveProperty([outcome.failure.code]);
        expect(outcome.failure.detail).not.toBe('');
      }),
      { numRuns },
    );
  }, 60_000);
});

describe('whatever Orchestrator answers', () => {
  it('every call ends in a value or a documented failure', async () => {
    let script: (request: Seen) => Act | undefined = () => undefined;
    const { server, access, ...adapter } = await withOrchestrator((request) => script(request), {
      maxReplyBytes: 4_096,
      timeouts: { connectMs: 1_000, headersMs: 200, bodyMs: 200, callMs: 400 },
    });

    await fc.assert(
      fc.asyncProperty(aReply(), fc.boolean(), async (act, isSignedIn) => {
        await adapter.sessions.forget(access.connectionId);
        // Either everything is answered so, or only what comes after signing in and finding the folder.
        script = ({ path, query }) =>
          isSignedIn && (path.includes('Authenticate') || query.get('$filter')?.startsWith('Key eq 5f6dadf1'))
            ? undefined
            : act;

        const outcomes = await Promise.all(Object.values(everyCall(adapter, access)).map((call) => call()));

        for (const outcome of outcomes) {
          if (outcome.ok) continue;
          expect(failures).toHaveProperty([outcome.failure.code]);
          expect(outcome.failure.detail).not.toBe('');
        }
      }),
      { numRuns },
    );
    expect(server.seen.length).toBeGreaterThan(numRuns);
  }, 60_000);
});

function aReply(): fc.Arbitrary<Act> {
  const status = fc.oneof(
    fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503),
    fc.integer({ min: 200, max: 599 }),
  );
  const contentType = fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/html', '');
  const headers = fc.record(
    {
      'content-type': contentType,
      date: fc.constantFrom('Tue, 05 Mar 2024 10:02:12 GMT', 'yesterday'),
      'retry-after': fc.constantFrom('3', '-1', 'Tue, 05 Mar 2024 11:02:12 GMT', 'x'),
      'api-supported-versions': fc.constantFrom('17.0', '9', '9.0, 20.1', 'NaN', ''),
    },
    { requiredKeys: ['content-type'] },
  );
  const body = fc.oneof(anOdataBody(), fc.json(), fc.string(), fc.string({ minLength: 5_000, maxLength: 5_000 }));
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ status, headers, body }) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }).map((raw) => ({ raw })) },
    { weight: 1, arbitrary: fc.constant('reset' as const) },
  );
}

/** Bodies close to what Orchestrator sends, with members of any kind. */
function anOdataBody(): fc.Arbitrary<string> {
  const guid = fc.uuid();
  const any = (likely: fc.Arbitrary<unknown>) => fc.oneof({ weight: 6, arbitrary: likely }, fc.jsonValue());
  const row = fc.record(
    {
      Id: any(fc.nat()),
      Key: any(guid),
      State: any(fc.constantFrom('Pending', 'Faulted', 'Successful', 'Dreaming')),
      CreationTime: any(fc.constantFrom('2024-03-05T10:00:00.1234567Z', '2024-02-30T00:00:00Z')),
      EndTime: any(fc.constant('2024-03-05T10:00:00Z')),
      Info: any(fc.string()),
      OutputArguments: any(fc.json()),
      Release: any(fc.record({ Key: any(guid) })),
      ProcessKey: any(fc.string()),
      ProcessVersion: any(fc.string()),
      Arguments: any(fc.record({ Input: any(fc.json()), Output: any(fc.json()) })),
      FullyQualifiedName: any(fc.constant('Finance/AP')),
      UserName: any(fc.string()),
      Permissions: any(fc.array(any(fc.constant('Jobs.Create')))),
      IsValid: any(fc.boolean()),
      ErrorCodes: any(fc.array(any(fc.constant('RobotBusy')))),
      IsExpired: any(fc.boolean()),
      ExpireDate: any(fc.double()),
      canConnect: any(fc.boolean()),
      Type: any(fc.constantFrom('Unattended', 'Attended')),
      Total: any(fc.nat()),
      Connected: any(fc.nat()),
      Available: any(fc.nat()),
      result: any(fc.string()),
      errorCode: any(fc.constantFrom(0, 1000, 1002, 1100, 1101)),
      traceId: any(fc.string()),
    },
    { requiredKeys: [] },
  );
  const list = fc.record(
    { value: any(fc.array(any(row), { maxLength: 3 })), '@odata.count': any(fc.nat()) },
    { requiredKeys: [] },
  );
  return fc.oneof(row, list).map((value) => JSON.stringify(value));
}
