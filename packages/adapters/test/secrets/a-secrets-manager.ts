import { Secret } from '@cuelight/core';
import {
  type FakeSecretsManager,
  type FakeSecretsManagerOptions,
  startFakeSecretsManager,
} from '@cuelight/test-harness/fake-secrets-manager';
import {
  type AwsSecretsManagerOptions,
  type AwsSecretsManagerSecrets,
  createAwsSecretsManagerSecrets,
} from '../../src/secrets/aws-secrets-manager/index.js';
import { aSkippingClock, type SkippingClock } from './a-skipping-clock.js';

/** A running Secrets Manager, whose callers may do what docs/secrets/aws-secrets-manager.md asks for. */
export interface ASecretsManager {
  readonly aws: FakeSecretsManager;
  readonly clock: SkippingClock;
  store(options?: Partial<AwsSecretsManagerOptions>): Promise<AwsSecretsManagerSecrets>;
  close(): Promise<void>;
}

/** What docs/secrets/aws-secrets-manager.md asks for. */
export const documentedPermissions = [
  'CreateSecret',
  'PutSecretValue',
  'GetSecretValue',
  'DescribeSecret',
  'UpdateSecretVersionStage',
  'DeleteSecret',
  'RestoreSecret',
] as const;

/** Starts one. */
export async function aSecretsManager(options: FakeSecretsManagerOptions = {}): Promise<ASecretsManager> {
  const clock = aSkippingClock();
  const aws = await startFakeSecretsManager(options);
  aws.admin.permit(documentedPermissions);
  const { accessKeyId, secretAccessKey } = aws.admin.accessKey;
  const stores: AwsSecretsManagerSecrets[] = [];
  return {
    aws,
    clock,
    async store(changes = {}) {
      const made = await createAwsSecretsManagerSecrets({
        region: aws.region,
        endpoint: aws.url,
        caPem: aws.caPem,
        accessKey: { accessKeyId, secretAccessKey: new Secret(secretAccessKey) },
        clock,
        ...changes,
      });
      stores.push(made);
      return made;
    },
    async close() {
      for (const store of stores) await store.close();
      await aws.close();
    },
  };
}
