import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '../../src/orchestrator-http/capabilities.js';
import { capabilityTable, jobEvents } from '../../src/orchestrator-http/capability-table.js';
import { fieldsOf, requestFields } from '../../src/orchestrator-http/request-fields.js';

describe('the capability table', () => {
  it.each([
    [9, 'no reference, modern jobs or "in"; functions with ()', { hasModernJobs: false, functionSuffix: '()' }],
    [10, 'modern jobs', { hasModernJobs: true, hasReference: false, hasIn: false, functionSuffix: '()' }],
    [11, 'references, "in" and bare functions', { hasReference: true, hasIn: true, functionSuffix: '' }],
    [13, 'folders named by key', { hasFolderKeyHeader: true, hasClassicFolders: true }],
    [17, 'no classic folders, and still passwords', { hasClassicFolders: false, hasPasswordSignIn: true }],
    [18, 'no passwords', { hasPasswordSignIn: false, hasWebhookName: false }],
    [20, 'names of webhooks', { hasWebhookName: true }],
  ])('gives API %i %s', (apiVersion, _, capabilities) => {
    expect(capabilitiesOf(apiVersion)).toMatchObject(capabilities);
  });

  it('has one row for each capability, with evidence and source, between the versions there are', () => {
    const rows = [...capabilityTable, ...jobEvents, ...requestFields];

    expect(new Set(capabilityTable.map(({ name }) => name)).size).toBe(capabilityTable.length);
    expect(new Set(requestFields.map(({ request, field }) => `${request} ${field}`)).size).toBe(requestFields.length);
    for (const row of rows) {
      expect(row.since).toBeGreaterThanOrEqual(9);
      expect('until' in row ? row.until : 20).toBeGreaterThanOrEqual(row.since);
      expect(row.source).not.toBe('');
    }
  });

  it('never takes a webhook event away from a later version', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9, max: 20 }), fc.integer({ min: 9, max: 20 }), (one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        expect(capabilitiesOf(later).jobEvents).toEqual(expect.arrayContaining([...capabilitiesOf(earlier).jobEvents]));
      }),
    );
  });
});

describe("the fields of requests, held against the product's own API descriptions", () => {
  it.for([
    ['2019.10', 9],
    ['2020.10', 11],
  ] as const)('are those of %s', ([product, apiVersion], { skip }) => {
    const folder = process.env.CUELIGHT_REFERENCE_DIR;
    const file = join(folder ?? '', 'swagger', `orchestrator-${product}.json`);
    skip(folder === undefined, 'CUELIGHT_REFERENCE_DIR is not set: no API descriptions to compare with');
    skip(!existsSync(file), `CUELIGHT_REFERENCE_DIR has no API description of ${product}`);
    const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as {
      definitions: Record<string, { properties: Record<string, unknown> }>;
    };

    const [signIn, start, webhook] = ['LoginModel', 'StartProcessDto', 'WebhookDto'].map((name) =>
      Object.keys(definitions[name]?.properties ?? {}).sort(),
    );

    expect(inner('POST /api/Account/Authenticate', apiVersion)).toEqual(signIn);
    expect(inner(startJobs, apiVersion, 'startInfo.')).toEqual(start);
    expect(inner('POST /odata/Webhooks', apiVersion)).toEqual(webhook);
  });

  const startJobs = 'POST /odata/Jobs/UiPath.Server.Configuration.OData.StartJobs';

  function inner(request: string, apiVersion: number, below = ''): readonly string[] {
    return [...fieldsOf(request, apiVersion)]
      .filter((field) => field.startsWith(below))
      .map((field) => field.slice(below.length))
      .filter((field) => !field.includes('.'))
      .sort();
  }
});
