import type { Clock, Secret } from '@cuelight/core';

/** Which Secrets Manager, and how. */
export interface AwsSecretsManagerOptions {
  /** Such as `eu-central-1`. */
  readonly region: string;
  /** What the names of all secrets begin with. @default 'cuelight' */
  readonly prefix?: string;
  /** Absent, the SDK's usual chain: environment, shared files, web identity, container or instance role. */
  readonly accessKey?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: Secret;
    readonly sessionToken?: Secret;
  };
  /** The key that encrypts new secrets, by id, ARN or alias; the account's `aws/secretsmanager` when absent. */
  readonly kmsKeyId?: string;
  /** Another endpoint than the region's own, https: one of a VPC. */
  readonly endpoint?: string;
  /** Certificates of authorities, PEM, that are trusted beside the usual ones. */
  readonly caPem?: string;
  /** The longest that one operation takes, its repetitions included, in milliseconds. @default 10000 */
  readonly operationMs?: number;
  /** The longest that one request of it takes, in milliseconds. @default 4000 */
  readonly requestMs?: number;
  /** @default the system's */
  readonly clock?: Clock;
}
