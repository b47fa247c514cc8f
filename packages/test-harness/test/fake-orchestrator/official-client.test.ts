import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { apiVersions } from '../../src/fake-orchestrator/profile/version-profile.js';
import { aFake, echoText } from './a-fake.js';
import type { Row } from './api-client.js';

type Callback = (error: Error | undefined, data: Row) => void;

/** The part of the client that is used here; it comes without types. */
interface OfficialClient {
  switchOrganizationUnitId(id: number): void;
  get(path: string, query: Row, callback: Callback): void;
  post(path: string, body: Row, callback: Callback): void;
  readonly v2: {
    readonly odata: Readonly<
      Record<'getReleases' | 'getJobs' | 'postStartJobs', (input: Row, callback: Callback) => void>
    >;
  };
}

const require = createRequire(import.meta.url);
const Orchestrator = require('uipath-orchestrator') as new (options: object) => OfficialClient;

function clientOf(url: string, password = 'admin-password'): OfficialClient {
  const { hostname, port } = new URL(url);
  return new Orchestrator({
    tenancyName: 'Default',
    usernameOrEmailAddress: 'admin',
    password,
    hostname,
    port: Number(port),
    isSecure: false,
  });
}

function asked(ask: (callback: Callback) => void): Promise<Row> {
  return new Promise((resolve, reject) => ask((error, data) => (error === undefined ? resolve(data) : reject(error))));
}

function rowsOf(list: Row): readonly Row[] {
  return list.value as readonly Row[];
}

/** All but the cloud, which it cannot log in to with a password. */
const onPremises = apiVersions.filter((version) => version !== 20);

describe.each(onPremises)('the official client uipath-orchestrator at API version %i', (apiVersion) => {
  it('logs in, lists folders, processes and jobs, starts a job and reads its end', async () => {
    const { fake } = await aFake({ apiVersion, jobMs: [60_000, 60_000] });
    const client = clientOf(fake.url);
    const { odata } = client.v2;

    const folders = await asked((done) => client.get('/odata/Folders', { $filter: "DisplayName eq 'Shared'" }, done));
    client.switchOrganizationUnitId(Number(rowsOf(folders)[0]?.Id));
    const releases = await asked((done) => odata.getReleases({ $filter: "Name eq 'EchoText'" }, done));
    const startInfo = {
      ReleaseKey: rowsOf(releases)[0]?.Key,
      Strategy: apiVersion === 9 ? 'JobsCount' : 'ModernJobsCount',
      JobsCount: 1,
      InputArguments: '{"in_Text":"Hello"}',
    };
    const started = await asked((done) => odata.postStartJobs({ startInfo }, done));
    const jobId = rowsOf(started)[0]?.Id;
    await fake.admin.advanceClock(120_000);
    const jobs = await asked((done) => odata.getJobs({ $filter: `Id eq ${jobId}` }, done));

    expect(startInfo.ReleaseKey).toBe(echoText);
    expect(rowsOf(started)).toMatchObject([{ State: 'Pending' }]);
    expect(rowsOf(jobs)).toMatchObject([{ State: 'Successful', OutputArguments: '{"out_Text":"Hello"}' }]);
  });

  it('logs in again when its token has expired', async () => {
    const { fake } = await aFake({ apiVersion });
    const client = clientOf(fake.url);
    await asked((done) => client.get('/odata/Folders', {}, done));

    await fake.admin.advanceClock(31 * 60_000);
    const folders = await asked((done) => client.get('/odata/Folders', {}, done));

    expect(rowsOf(folders)).toHaveLength(3);
  });

  it('is told of a wrong password by 400', async () => {
    const { fake } = await aFake({ apiVersion });

    const folders = asked((done) => clientOf(fake.url, 'wrong').get('/odata/Folders', {}, done));

    await expect(folders).rejects.toMatchObject({ statusCode: 400 });
  });
});
