import { isJsonObject, type Json } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCapable } from '../../src/orchestrator-http/capability-table.js';
import { fieldsOf } from '../../src/orchestrator-http/request-fields.js';
import { everyCall } from './every-call.js';
import { pending } from './job-rows.js';
import { type Act, accountsPayable, type Seen } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const versions = Array.from({ length: 20 - 9 + 1 }, (_, index) => 9 + index);

describe('whatever is asked of Orchestrator', () => {
  it.each(versions)('API %i gets only what it knows', async (apiVersion) => {
    const adapter = await withOrchestrator((request) => answer(request, apiVersion), {
      apiVersion: `${apiVersion}.0`,
    });
    const { server, access } = adapter;

    await fc.assert(
      fc.asyncProperty(aStart, fc.constantFrom('classic', 'modern', 'unknown'), async (start, kind) => {
        folderKind = kind;
        server.forget();
        await adapter.sessions.forget(access.connectionId);
        await adapter.jobs.start(access, accountsPayable, start);
        for (const call of Object.values(everyCall(adapter, access))) await call();

        for (const request of server.seen) expectKnown(request, apiVersion);
        expect(server.to('StartJobs').length).toBeGreaterThan(1);
        expect(server.to('ValidateDynamicJob')).toHaveLength(isCapable(apiVersion, 'start-validation') ? 1 : 0);
        expect(server.to('GetRuntimesForFolder(folderId=13)')).toHaveLength(
          isCapable(apiVersion, 'folder-runtimes') ? 1 : 0,
        );
        expect(server.to('/odata/Webhooks').length).toBeGreaterThan(1);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
});

const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';

const aStart = fc.record(
  {
    releaseKey: fc.constant(releaseKey),
    reference: fc.string({ maxLength: 128 }),
    inputText: fc.json({ maxDepth: 2 }),
    runtime: fc.constantFrom('Unattended', 'Attended', 'Headless', 'Development'),
  },
  { requiredKeys: ['releaseKey', 'reference'] },
);

let folderKind: 'classic' | 'modern' | 'unknown' = 'unknown';

function answer({ method, path }: Seen, apiVersion: number): Act | undefined {
  if (path.endsWith('StartJobs')) return { status: 201, body: { value: [pending] } };
  if (path.endsWith('StopJob')) return { status: 200, body: '' };
  if (path === '/odata/Webhooks') return { body: method === 'POST' ? { Id: 5 } : { value: [{ Id: 5 }] } };
  if (path.startsWith('/odata/Webhooks')) return { status: 404, body: {} };
  if (path.endsWith('ValidateDynamicJob')) return { body: { IsValid: true } };
  if (path === '/odata/Releases') return { body: { value: [] } };
  if (path === '/odata/Jobs') return { body: { value: [pending] } };
  if (path !== '/odata/Folders') return undefined;
  const row = { DisplayName: 'AP', FullyQualifiedName: accountsPayable.path, Id: 13 };
  return {
    body: { value: [{ ...row, ...kinds[folderKind], ...(apiVersion >= 11 && { Key: accountsPayable.key }) }] },
  };
}

const kinds = {
  classic: { ProvisionType: 'Manual', PermissionModel: 'InheritFromTenant' },
  modern: { ProvisionType: 'Automatic', PermissionModel: 'FineGrained' },
  unknown: {},
};

function expectKnown({ method, path, query, headers, body }: Seen, apiVersion: number): void {
  const name = `${method} ${path.replace(/\(\d+\)/, '()')}`;
  const sent = body === '' ? [] : fieldNames(JSON.parse(body) as Json);
  const known = fieldsOf(name, apiVersion);
  // Signing in by password is tried at any version, since it is what tells that there is none.
  if (!path.endsWith('/Authenticate')) expect(sent.filter((field) => !known.has(field))).toEqual([]);

  const { startInfo } = body === '' ? {} : (JSON.parse(body) as { startInfo?: Record<string, unknown> });
  if (startInfo?.Strategy === 'ModernJobsCount') expect(isCapable(apiVersion, 'modern-jobs')).toBe(true);

  const folderHeaders = Object.keys(headers).filter((header) => /^x-uipath-(?:folder|organization)/.test(header));
  expect(folderHeaders.length).toBeLessThanOrEqual(1);
  if (folderHeaders.includes('x-uipath-folderkey')) expect(isCapable(apiVersion, 'folder-key-header')).toBe(true);

  const filter = query.get('$filter') ?? '';
  if (/\bin \(/.test(filter)) expect(isCapable(apiVersion, 'in-operator')).toBe(true);
  if (/\bReference\b/.test(filter)) expect(isCapable(apiVersion, 'job-reference')).toBe(true);
  if (query.has('mandatoryPermissions')) expect(isCapable(apiVersion, 'cross-folder-lists')).toBe(true);
  if (/Machine/.test(query.get('$expand') ?? '')) expect(isCapable(apiVersion, 'job-machine')).toBe(true);
  expect(path).not.toMatch(/GetByKey/);
  if (/\.Get(EventTypes|CurrentUser|CurrentPermissions|License)\b/.test(path)) {
    expect(path.endsWith('()')).toBe(isCapable(apiVersion, 'function-parentheses'));
  }
}

/** The names of all fields, inner ones with those they are in before a dot. Arguments are text, and not looked into. */
function fieldNames(value: Json, below = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => fieldNames(one, below));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${below}${name}`,
    ...fieldNames(inner as Json, `${below}${name}.`),
  ]);
}
