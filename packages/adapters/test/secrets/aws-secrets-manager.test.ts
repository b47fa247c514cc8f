import { readFileSync } from 'node:fs';
import { Secret } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { failingWith } from '@cuelight/test-harness/contracts/failing-with';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAwsSecretsManagerSecrets } from '../../src/secrets/aws-secrets-manager/index.js';
import { type ASecretsManager, aSecretsManager, documentedPermissions } from './a-secrets-manager.js';
import { binding, canary } from './a-vault.js';

const opened: ASecretsManager[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of opened.splice(0)) await one.close();
});

async function opening(...options: Parameters<typeof aSecretsManager>): Promise<ASecretsManager> {
  const made = await aSecretsManager(...options);
  opened.push(made);
  return made;
}

const keyVariables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_ROLE_ARN'];

describe('keeping secrets in AWS Secrets Manager', () => {
  it('has one secret for a field, in which each version has a label of its own and AWSCURRENT is on none of them', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const first = expectValue(await secrets.put(binding, new Secret('first')));
    const second = expectValue(await secrets.put(binding, new Secret('second')));

    expect(aws.admin.names()).toEqual([`cuelight/${binding.owner}/credential.v1`]);
    const [note, ...versions] = aws.admin.versionsOf(first.name);
    expect(note?.labels).toEqual(['AWSCURRENT']);
    expect(note?.value).not.toMatch(/first|second/);
    expect(versions.map(({ id, labels }) => [id, labels])).toEqual(
      [first, second].map(({ version }) => [version, [`cuelight-${version}`]]),
    );
  });

  it('keeps a version that AWS may not remove, and lets go of a deleted one', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const first = expectValue(await secrets.put(binding, new Secret('first')));
    const second = expectValue(await secrets.put(binding, new Secret('second')));
    expectValue(await secrets.delete(first));
    aws.admin.removeDeprecated(first.name);

    expect(aws.admin.versionsOf(first.name).map(({ id }) => id)).toEqual([expect.any(String), second.version]);
    expect(expectValue(await secrets.read(second, binding)).reveal()).toBe('second');
  });

  it('takes a version without its label for missing, although AWS has it still', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const first = expectValue(await secrets.put(binding, canary));
    await secrets.put(binding, new Secret('second'));
    expectValue(await secrets.delete(first));

    expect(aws.admin.versionsOf(first.name).some(({ id }) => id === first.version)).toBe(true);
    expect(await secrets.read(first, binding)).toEqual(failingWith('secret-missing'));
  });

  it('deletes the secret with its last version, and restores it for the next', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const first = expectValue(await secrets.put(binding, new Secret('first')));

    expectValue(await secrets.delete(first));
    expect(aws.admin.stateOf(first.name)).toBe('scheduled-for-deletion');
    expect(await secrets.read(first, binding)).toEqual(failingWith('secret-missing'));

    const second = expectValue(await secrets.put(binding, new Secret('second')));
    expect(aws.admin.stateOf(first.name)).toBe('there');
    expect(expectValue(await secrets.read(second, binding)).reveal()).toBe('second');
    expect(await secrets.read(first, binding)).toEqual(failingWith('secret-missing'));
  });

  it('takes a secret that somebody scheduled for deletion for unavailable, since it can be restored', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));
    aws.admin.schedule(ref.name);

    const read = await secrets.read(ref, binding);

    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(read)).toContain('scheduled for deletion; restore it');
  });

  it('deletes a version of a secret that was scheduled for deletion for good', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));
    aws.admin.schedule(ref.name);

    expectValue(await secrets.delete(ref));
    await secrets.put(binding, new Secret('later'));

    expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-missing'));
  });

  it('keeps what another host puts while the last version is being deleted', async () => {
    const { aws, store } = await opening();
    const [one, other] = [await store(), await store()];
    for (let round = 0; round < 10; round += 1) {
      const first = expectValue(await one.put(binding, new Secret('first')));

      const [deleted, put] = await Promise.all([one.delete(first), other.put(binding, new Secret('second'))]);

      expectValue(deleted);
      const second = expectValue(put);
      expect(expectValue(await other.read(second, binding)).reveal()).toBe('second');
      expect(aws.admin.stateOf(second.name)).toBe('there');
      expectValue(await other.delete(second));
    }
  });

  it('leaves nothing behind of an owner whose secrets were deleted', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    await secrets.put(binding, canary);
    await secrets.put({ ...binding, field: 'webhook-secret' }, canary);

    expectValue(await secrets.deleteAll(binding.owner));

    expect(aws.admin.names()).toEqual([]);
  });

  it('names no secret as ARNs end, with a hyphen and six characters', async () => {
    const { aws, store } = await opening();
    await (await store()).put({ ...binding, field: 'webhook-secret' }, canary);

    expect(aws.admin.names()[0]).not.toMatch(/-.{6}$/);
  });

  it('opens no secret that was copied to another version', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const old = expectValue(await secrets.put(binding, new Secret('old')));
    const present = expectValue(await secrets.put(binding, new Secret('present')));
    const kept = aws.admin.versionsOf(old.name).find(({ id }) => id === old.version);
    aws.admin.editVersion(present.name, present.version, kept?.value ?? '');

    expect(await secrets.read(present, binding)).toEqual(failingWith('secret-unreadable'));
  });

  it('asks for no secret that a put did not make, whatever a row edited by hand says', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));
    const before = aws.admin.requests().length;

    const arn = `arn:aws:secretsmanager:eu-central-1:123456789012:secret:other-AbCdEf`;
    for (const name of ['other-app/db', 'cuelight/x', 'cuelight/../x.v1', arn, '']) {
      expect(await secrets.read({ ...ref, name }, binding), name).toEqual(failingWith('secret-missing'));
      expect(await secrets.delete({ ...ref, name }), name).toEqual({ ok: true, value: undefined });
    }

    expect(aws.admin.requests()).toHaveLength(before);
  });

  it('says that there are too many versions, beyond the nineteen that AWS allows', async () => {
    const { store } = await opening();
    const secrets = await store();
    for (let count = 0; count < 19; count += 1) expectValue(await secrets.put(binding, canary));

    const put = await secrets.put(binding, canary);

    expect(put).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(put)).toContain('as many live versions as AWS allows');
  });

  it('refuses what is longer than AWS takes, and does not quote it', async () => {
    const { store } = await opening();

    const put = await (await store()).put(binding, new Secret('canary-long'.repeat(7_000)));

    expect(put).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(put)).not.toContain('canary-long');
  });
});

describe('a Secrets Manager that does not answer as it should', () => {
  it.each(documentedPermissions)(
    'refuses %s: access is refused, and the permission that lacks is named',
    async (lacking) => {
      const { aws, store } = await opening();
      const secrets = await store();
      const ref = expectValue(await secrets.put(binding, canary));
      aws.admin.permit(documentedPermissions.filter((one) => one !== lacking));

      const told = [
        await secrets.read(ref, binding),
        await secrets.put({ ...binding, owner: 'another' }, canary),
        await secrets.delete(ref),
        await secrets.put(binding, canary),
        await secrets.deleteAll(binding.owner),
      ];

      const failed = told.filter(({ ok }) => !ok);
      expect(failed.length).toBeGreaterThan(0);
      for (const one of failed) expect(one).toEqual(failingWith('secret-unavailable'));
      expect(JSON.stringify(failed)).toContain(`secretsmanager:${lacking} lacks`);
    },
  );

  it('does not know the access key, or gets a wrong signature: the credentials were refused', async () => {
    const { aws, store } = await opening();
    const { accessKeyId } = aws.admin.accessKey;
    const wrong = await store({ accessKey: { accessKeyId, secretAccessKey: new Secret('canary-wrong-key') } });
    const put = await wrong.put(binding, canary);
    expect(put).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(put)).toMatch(/credentials were refused \(InvalidSignatureException\)/);

    aws.admin.revokeAccessKey(accessKeyId);
    const revoked = await (await store()).put(binding, canary);
    expect(JSON.stringify(revoked)).toMatch(/credentials were refused \(UnrecognizedClientException\)/);
  });

  it('is called with the credentials of the environment when none are given, and says when there are none', async () => {
    const { aws, clock } = await opening();
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) vi.stubEnv(name, '/nowhere/at/all');
    for (const name of keyVariables) vi.stubEnv(name, undefined);
    const options = { region: aws.region, endpoint: aws.url, caPem: aws.caPem, clock };

    const without = await createAwsSecretsManagerSecrets(options);
    const refused = await without.put(binding, canary);
    await without.close();
    expect(refused).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(refused)).toContain('no credentials were found');

    vi.stubEnv('AWS_ACCESS_KEY_ID', aws.admin.accessKey.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', aws.admin.accessKey.secretAccessKey);
    const secrets = await createAwsSecretsManagerSecrets(options);
    expectValue(await secrets.put(binding, canary));
    await secrets.close();
  });

  it('is not called where the environment names an endpoint without TLS', async () => {
    const { aws } = await opening();
    vi.stubEnv('AWS_ENDPOINT_URL', aws.url.replace('https:', 'http:'));
    const { accessKeyId, secretAccessKey } = aws.admin.accessKey;
    const accessKey = { accessKeyId, secretAccessKey: new Secret(secretAccessKey) };
    const secrets = await createAwsSecretsManagerSecrets({ region: aws.region, accessKey });

    const put = await secrets.put(binding, canary);
    await secrets.close();

    expect(put).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(put)).toContain('not one of https');
  });

  it('needs no more than the policy in docs/secrets/aws-secrets-manager.md', () => {
    const page = readFileSync(new URL('../../../../docs/secrets/aws-secrets-manager.md', import.meta.url), 'utf8');
    const written = [...page.matchAll(/"secretsmanager:(\w+)"/g)].map(([, action]) => action);

    expect(written).toEqual(documentedPermissions);
  });

  it('cannot use its KMS key: unavailable, never missing', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));
    aws.admin.setKmsUsable(false);

    const read = await secrets.read(ref, binding);

    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(read)).toContain('DecryptionFailure');
    expect(await secrets.put(binding, canary)).toEqual(failingWith('secret-unavailable'));
  });

  it.each([
    { status: 400, kind: 'ThrottlingException' },
    { status: 500, kind: 'InternalServiceError' },
    { status: 503, kind: 'ServiceUnavailable' },
    'reset',
  ] as const)('is asked again after %j', async (what) => {
    const { aws, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));
    aws.admin.addFault({ on: 'GetSecretValue', times: 2, what });

    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe(canary.reveal());
  });

  it('is left alone for as long as it asks, and no longer than an operation may take', async () => {
    const { aws, clock, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));

    aws.admin.addFault({ times: 1, what: { status: 400, kind: 'ThrottlingException', retryAfterS: 2 } });
    expectValue(await secrets.read(ref, binding));
    expect(clock.pauses.at(-1)).toBe(2_000);

    aws.admin.addFault({ what: { status: 400, kind: 'ThrottlingException', retryAfterS: 3_600 } });
    const read = await secrets.read(ref, binding);
    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(read).toMatchObject({ failure: { retryAfterMs: 3_600_000 } });
  });

  it.each(['hang', 'reset', 'web-page', 'half', { status: 404, kind: 'NotFound' }] as const)(
    'answers with %j: unavailable, never missing, in bounded time',
    async (what) => {
      const { aws, store } = await opening();
      const ref = expectValue(await (await store()).put(binding, canary));
      const secrets = await store({ requestMs: 200, operationMs: 600 });
      aws.admin.addFault({ what });

      expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-unavailable'));
      expect(await secrets.put(binding, canary)).toEqual(failingWith('secret-unavailable'));
      expect(await secrets.delete(ref)).toEqual(failingWith('secret-unavailable'));
      expect(await secrets.deleteOthers(binding, [])).toEqual(failingWith('secret-unavailable'));
      expect(await secrets.deleteAll(binding.owner)).toEqual(failingWith('secret-unavailable'));
    },
  );

  it('has done what it did not answer to: the repeated put adds nothing', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    await secrets.put(binding, canary);
    aws.admin.addFault({ on: 'PutSecretValue', times: 1, isAfterTheWork: true, what: 'reset' });

    const ref = expectValue(await secrets.put(binding, canary));

    expect(aws.admin.versionsOf(ref.name)).toHaveLength(3);
  });

  it('is gone: unavailable', async () => {
    const { aws, store } = await opening();
    const secrets = await store();
    const ref = expectValue(await secrets.put(binding, canary));
    await aws.close();

    expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-unavailable'));
  });

  it.each(['self-signed', 'expired', 'wrong-host'] as const)(
    'shows a certificate that is %s: nothing is sent',
    async (tls) => {
      const { aws, store } = await opening({ tls });

      const put = await (await store()).put(binding, canary);

      expect(put).toEqual(failingWith('secret-unavailable'));
      expect(JSON.stringify(put)).toMatch(/certificate/);
      expect(aws.admin.requests()).toEqual([]);
    },
  );

  it('is called over https only', async () => {
    const options = { region: 'eu-central-1', endpoint: 'http://localhost:4566' };

    await expect(createAwsSecretsManagerSecrets(options)).rejects.toThrow(/https/);
  });

  it('never makes a secret or a key part of a failure', async () => {
    const { aws, store } = await opening();
    const secrets = await store({ requestMs: 100, operationMs: 300 });
    const told: unknown[] = [];
    for (const what of ['hang', 'reset', 'web-page', 'half', { status: 403 }, { status: 500 }] as const) {
      aws.admin.clearFaults();
      aws.admin.addFault({ what });
      told.push(await secrets.put(binding, canary));
    }

    expect(told.every((one) => JSON.stringify(one).includes('secret-unavailable'))).toBe(true);
    const shown = JSON.stringify(told);
    for (const text of [canary.reveal(), aws.admin.accessKey.secretAccessKey, aws.admin.accessKey.accessKeyId]) {
      expect(shown).not.toContain(text);
    }
  });
});
