import { Agent } from 'node:https';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AccessKey,
  type FakeSecretsManager,
  type FakeSecretsManagerOptions,
  startFakeSecretsManager,
} from '../../src/fake-secrets-manager/index.js';

const opened: FakeSecretsManager[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** AWS's own client, which sends each request once. */
async function opening(
  options: FakeSecretsManagerOptions = {},
  key?: AccessKey,
): Promise<{ readonly aws: FakeSecretsManager; readonly client: SecretsManagerClient }> {
  const aws = await startFakeSecretsManager(options);
  opened.push(aws);
  return { aws, client: clientOf(aws, key ?? aws.admin.accessKey) };
}

function clientOf(aws: FakeSecretsManager, credentials: AccessKey): SecretsManagerClient {
  return new SecretsManagerClient({
    region: aws.region,
    endpoint: aws.url,
    credentials,
    maxAttempts: 1,
    requestHandler: { httpsAgent: new Agent({ ca: aws.caPem }) },
  });
}

const token = (letter: string) => letter.repeat(32);

describe('the fake Secrets Manager', () => {
  it('keeps a secret, of which the first version is the current one', async () => {
    const { client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app/db', SecretString: 'one', ClientRequestToken: token('1') }));

    const read = await client.send(new GetSecretValueCommand({ SecretId: 'app/db' }));

    expect(read).toMatchObject({ SecretString: 'one', VersionId: token('1'), VersionStages: ['AWSCURRENT'] });
    const byArn = await client.send(new GetSecretValueCommand({ SecretId: String(read.ARN) }));
    expect(byArn.SecretString).toBe('one');
  });

  it('moves AWSCURRENT to a version that was put, and leaves AWSPREVIOUS behind', async () => {
    const { client } = await opening();
    for (const letter of ['1', '2', '3']) {
      const version = { SecretString: letter, ClientRequestToken: token(letter) };
      if (letter === '1') await client.send(new CreateSecretCommand({ Name: 'app', ...version }));
      else await client.send(new PutSecretValueCommand({ SecretId: 'app', ...version }));
    }

    const described = await client.send(new DescribeSecretCommand({ SecretId: 'app' }));

    expect(described.VersionIdsToStages).toEqual({ [token('3')]: ['AWSCURRENT'], [token('2')]: ['AWSPREVIOUS'] });
    const all = await client.send(new ListSecretVersionIdsCommand({ SecretId: 'app', IncludeDeprecated: true }));
    expect(all.Versions?.map(({ VersionId }) => VersionId)).toEqual([token('1'), token('2'), token('3')]);
  });

  it('gives a version the labels that are asked for alone, and the first one AWSCURRENT too', async () => {
    const { aws, client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app' }));
    for (const letter of ['1', '2']) {
      const version = { SecretString: letter, ClientRequestToken: token(letter), VersionStages: [`label-${letter}`] };
      await client.send(new PutSecretValueCommand({ SecretId: 'app', ...version }));
    }

    expect(aws.admin.versionsOf('app').map(({ labels }) => labels)).toEqual([['label-1', 'AWSCURRENT'], ['label-2']]);
  });

  it('takes a label away, but never AWSCURRENT, and a version without one can be removed', async () => {
    const { aws, client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'one', ClientRequestToken: token('1') }));
    const put = { SecretId: 'app', SecretString: 'two', ClientRequestToken: token('2'), VersionStages: ['mine'] };
    await client.send(new PutSecretValueCommand(put));
    const from = { SecretId: 'app', RemoveFromVersionId: token('2') };

    const current = { SecretId: 'app', VersionStage: 'AWSCURRENT', RemoveFromVersionId: token('1') };
    await expect(client.send(new UpdateSecretVersionStageCommand(current))).rejects.toThrow(/AWSCURRENT/);
    await client.send(new UpdateSecretVersionStageCommand({ ...from, VersionStage: 'mine' }));
    await expect(
      client.send(new UpdateSecretVersionStageCommand({ ...from, VersionStage: 'mine' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });

    // By its id it is still there, until it is removed.
    const byId = new GetSecretValueCommand({ SecretId: 'app', VersionId: token('2') });
    expect((await client.send(byId)).SecretString).toBe('two');
    aws.admin.removeDeprecated('app');
    await expect(client.send(byId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('takes a repeated put for the same, and another value under its token for a mistake', async () => {
    const { aws, client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app' }));
    const put = { SecretId: 'app', SecretString: 'one', ClientRequestToken: token('1') };
    for (let repeat = 0; repeat < 2; repeat += 1) await client.send(new PutSecretValueCommand(put));

    expect(aws.admin.versionsOf('app')).toHaveLength(1);
    await expect(client.send(new PutSecretValueCommand({ ...put, SecretString: 'two' }))).rejects.toMatchObject({
      name: 'ResourceExistsException',
    });
  });

  it('schedules a deletion, can be asked to restore, and forgets when the time is over', async () => {
    let nowMs = Date.now();
    const { aws, client } = await opening({ nowMs: () => nowMs });
    await client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'one' }));
    const get = new GetSecretValueCommand({ SecretId: 'app' });

    await client.send(new DeleteSecretCommand({ SecretId: 'app', RecoveryWindowInDays: 7 }));
    await expect(client.send(get)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(client.send(new CreateSecretCommand({ Name: 'app' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await client.send(new RestoreSecretCommand({ SecretId: 'app' }));
    expect((await client.send(get)).SecretString).toBe('one');

    await client.send(new DeleteSecretCommand({ SecretId: 'app', RecoveryWindowInDays: 7 }));
    nowMs += 7 * 86_400_000;
    expect(aws.admin.stateOf('app')).toBeUndefined();
  });

  it('deletes at once when it is forced to, also what is not there', async () => {
    const { aws, client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'one' }));

    for (const SecretId of ['app', 'app', 'never-there']) {
      await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    }

    expect(aws.admin.names()).toEqual([]);
  });

  it('refuses a secret that is there, a name with other characters, and a value that is too long', async () => {
    const { client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'one' }));

    await expect(client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'two' }))).rejects.toMatchObject({
      name: 'ResourceExistsException',
    });
    await expect(client.send(new CreateSecretCommand({ Name: 'a b' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const long = new PutSecretValueCommand({ SecretId: 'app', SecretString: 'x'.repeat(65_537) });
    await expect(client.send(long)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('allows twenty labels on a secret', async () => {
    const { client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'one' }));
    for (let count = 0; count < 19; count += 1) {
      await client.send(
        new PutSecretValueCommand({ SecretId: 'app', SecretString: 'x', VersionStages: [`l${count}`] }),
      );
    }

    const more = new PutSecretValueCommand({ SecretId: 'app', SecretString: 'x', VersionStages: ['one-more'] });
    await expect(client.send(more)).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('checks who signed, with what, and when', async () => {
    let nowMs = Date.now();
    const { aws, client } = await opening({ nowMs: () => nowMs });
    const get = new GetSecretValueCommand({ SecretId: 'app' });
    const key = aws.admin.accessKey;

    await expect(clientOf(aws, { ...key, secretAccessKey: 'another' }).send(get)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    await expect(clientOf(aws, { ...key, accessKeyId: 'AKIANOBODY' }).send(get)).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    nowMs += 600_000;
    await expect(client.send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it('refuses an operation that is not permitted, and says so before it says whether the secret is there', async () => {
    const { aws, client } = await opening();
    aws.admin.permit(['DescribeSecret']);

    await expect(client.send(new GetSecretValueCommand({ SecretId: 'app' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(client.send(new DescribeSecretCommand({ SecretId: 'app' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('writes no secret into its journal', async () => {
    const { aws, client } = await opening();
    await client.send(new CreateSecretCommand({ Name: 'app', SecretString: 'canary-in-the-body' }));

    expect(aws.admin.requests()).toEqual([{ name: 'CreateSecret', status: 200 }]);
  });
});
