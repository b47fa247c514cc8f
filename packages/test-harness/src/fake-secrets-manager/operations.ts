import type { JsonObject } from '../fake-orchestrator/json.js';
import type { FakeReply } from '../fake-server/fake-reply.js';
import { answered, refused } from './aws-reply.js';
import type { AwsSecret, SecretTable, SecretVersion } from './secret-table.js';

/** What the operations work on. */
export interface SecretsSite {
  readonly nowMs: () => number;
  readonly secrets: SecretTable;
  /** Whether the KMS key that encrypts can be used. */
  isKmsUsable: boolean;
}

/** One operation of the API, without who may call it. */
export type Operation = (site: SecretsSite, body: JsonObject) => FakeReply;

/** Longest value, in bytes of UTF-8, and most labels on all versions of a secret together. Source: AWS, "Secrets Manager quotas". */
const mostBytes = 65_536;
const mostLabels = 20;
const dayMs = 86_400_000;

/** The operations by the name in `X-Amz-Target`. Source: AWS Secrets Manager API reference. */
export const operations: Readonly<Record<string, Operation>> = {
  CreateSecret(site, { Name, SecretString, ClientRequestToken }) {
    if (!/^[\w/+=.@!-]{1,512}$/.test(String(Name ?? ''))) return refused('ValidationException', 'Invalid name.');
    const there = site.secrets.find(String(Name));
    if (there?.goneMs !== undefined) {
      const message = `You can't create this secret because a secret with this name is already scheduled for deletion.`;
      return refused('InvalidRequestException', message);
    }
    const token = String(ClientRequestToken ?? '');
    if (there !== undefined) {
      const isRepeated = there.versions.get(token)?.value === SecretString;
      return isRepeated
        ? answered({ ARN: there.arn, Name: there.name, VersionId: token })
        : refused('ResourceExistsException', `The operation failed because the secret ${there.name} already exists.`);
    }
    const refusal = SecretString === undefined ? undefined : valueRefusal(site, SecretString, token);
    if (refusal !== undefined) return refusal;
    const secret = site.secrets.add(String(Name));
    if (typeof SecretString === 'string') site.secrets.addVersion(secret, token, SecretString, ['AWSCURRENT']);
    return answered({ ARN: secret.arn, Name: secret.name, ...(SecretString !== undefined && { VersionId: token }) });
  },

  PutSecretValue: onSecret((site, secret, { SecretString, ClientRequestToken, VersionStages }) => {
    const token = String(ClientRequestToken ?? '');
    const refusal = valueRefusal(site, SecretString, token);
    if (refusal !== undefined) return refusal;
    const labels = Array.isArray(VersionStages) ? VersionStages.map(String) : ['AWSCURRENT'];
    if (labels.length === 0 || !labels.every((label) => label.length >= 1 && label.length <= 256)) {
      return refused('ValidationException', 'A staging label has 1 to 256 characters.');
    }
    const there = secret.versions.get(token);
    if (there !== undefined && there.value !== SecretString) {
      return refused(
        'ResourceExistsException',
        `You can't modify the contents of an existing version, create a new version instead.`,
      );
    }
    if (labelsWith(secret, labels) > mostLabels) {
      return refused('LimitExceededException', `You can't have more than ${mostLabels} staging labels on a secret.`);
    }
    if (there === undefined) site.secrets.addVersion(secret, token, String(SecretString), labels);
    const stages = [...(secret.versions.get(token)?.labels ?? [])];
    return answered({ ARN: secret.arn, Name: secret.name, VersionId: token, VersionStages: stages });
  }),

  GetSecretValue: onSecret((site, secret, { VersionId, VersionStage }) => {
    const label = VersionStage === undefined && VersionId === undefined ? 'AWSCURRENT' : VersionStage;
    const byLabel = [...secret.versions.values()].find(({ labels }) => labels.has(String(label)));
    const byId = secret.versions.get(String(VersionId));
    const cannotFind = (what: string) =>
      refused('ResourceNotFoundException', `Secrets Manager can't find the specified secret value for ${what}`);
    if (VersionId !== undefined && byId === undefined) return cannotFind(`VersionId: ${VersionId}`);
    if (label !== undefined && byLabel === undefined) return cannotFind(`staging label: ${label}`);
    if (byId !== undefined && byLabel !== undefined && byId !== byLabel) {
      const message = 'You provided a VersionStage that is not associated to the provided VersionId.';
      return refused('InvalidRequestException', message);
    }
    const version = byId ?? byLabel;
    if (version === undefined) return cannotFind('AWSCURRENT');
    if (!site.isKmsUsable) {
      return refused(
        'DecryptionFailure',
        `Secrets Manager can't decrypt the protected secret text using the provided KMS key.`,
      );
    }
    return answered({
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.value,
      VersionStages: [...version.labels],
      CreatedDate: version.createdMs / 1_000,
    });
  }),

  DescribeSecret(site, { SecretId }) {
    const secret = site.secrets.find(String(SecretId));
    if (secret === undefined) return noSuchSecret;
    const labelled = [...secret.versions.values()].filter(({ labels }) => labels.size > 0);
    return answered({
      ARN: secret.arn,
      Name: secret.name,
      CreatedDate: secret.createdMs / 1_000,
      ...(secret.goneMs !== undefined && { DeletedDate: secret.goneMs / 1_000 }),
      VersionIdsToStages: Object.fromEntries(labelled.map(({ id, labels }) => [id, [...labels]])),
    });
  },

  ListSecretVersionIds(site, { SecretId, IncludeDeprecated }) {
    const secret = site.secrets.find(String(SecretId));
    if (secret === undefined) return noSuchSecret;
    const told = [...secret.versions.values()].filter(({ labels }) => IncludeDeprecated === true || labels.size > 0);
    const Versions = told.map(({ id, labels, createdMs }) => ({
      VersionId: id,
      VersionStages: [...labels],
      CreatedDate: createdMs / 1_000,
    }));
    return answered({ ARN: secret.arn, Name: secret.name, Versions });
  },

  UpdateSecretVersionStage: onSecret((site, secret, { VersionStage, RemoveFromVersionId, MoveToVersionId }) => {
    const label = String(VersionStage);
    const holder = [...secret.versions.values()].find(({ labels }) => labels.has(label));
    const target = secret.versions.get(String(MoveToVersionId));
    if (MoveToVersionId !== undefined && target === undefined) {
      return refused('ResourceNotFoundException', `Secrets Manager can't find the specified secret version.`);
    }
    if (holder !== undefined && holder !== target && holder.id !== RemoveFromVersionId) {
      const message = `Staging label ${label} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`;
      return refused('InvalidParameterException', message);
    }
    if (holder === undefined && RemoveFromVersionId !== undefined) {
      return refused('InvalidParameterException', `Staging label ${label} is not attached to that version.`);
    }
    if (target === undefined && label === 'AWSCURRENT') {
      const message = 'You can only move staging label AWSCURRENT to a different secret version. It cannot be removed.';
      return refused('InvalidParameterException', message);
    }
    if (target === undefined) holder?.labels.delete(label);
    else if (labelsWith(secret, [label]) > mostLabels) {
      return refused('LimitExceededException', `You can't have more than ${mostLabels} staging labels on a secret.`);
    } else site.secrets.moveLabel(secret, label, target);
    return answered({ ARN: secret.arn, Name: secret.name });
  }),

  DeleteSecret(site, { SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery }) {
    const isForced = ForceDeleteWithoutRecovery === true;
    if (isForced && RecoveryWindowInDays !== undefined) {
      return refused(
        'InvalidParameterException',
        `You can't use ForceDeleteWithoutRecovery with RecoveryWindowInDays.`,
      );
    }
    const days = Number(RecoveryWindowInDays ?? 30);
    if (!(days >= 7 && days <= 30)) {
      return refused(
        'InvalidParameterException',
        'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
      );
    }
    const secret = site.secrets.find(String(SecretId));
    const now = site.nowMs();
    if (secret === undefined) {
      return isForced ? answered({ Name: String(SecretId), DeletionDate: now / 1_000 }) : noSuchSecret;
    }
    if (isForced) site.secrets.remove(secret);
    else if (secret.goneMs !== undefined) {
      const message = `You tried to perform the operation on a secret that's currently marked deleted.`;
      return refused('InvalidRequestException', message);
    } else secret.goneMs = now + days * dayMs;
    return answered({ ARN: secret.arn, Name: secret.name, DeletionDate: (secret.goneMs ?? now) / 1_000 });
  },

  RestoreSecret(site, { SecretId }) {
    const secret = site.secrets.find(String(SecretId));
    if (secret === undefined) return noSuchSecret;
    secret.goneMs = undefined;
    return answered({ ARN: secret.arn, Name: secret.name });
  },
};

const noSuchSecret = refused('ResourceNotFoundException', `Secrets Manager can't find the specified secret.`);

/** An operation on a secret that is there, and that nobody deleted. */
function onSecret(work: (site: SecretsSite, secret: AwsSecret, body: JsonObject) => FakeReply): Operation {
  return (site, body) => {
    const secret = site.secrets.find(String(body.SecretId));
    if (secret === undefined) return noSuchSecret;
    if (secret.goneMs === undefined) return work(site, secret, body);
    const message = `You can't perform this operation on the secret because it was marked for deletion.`;
    return refused('InvalidRequestException', message);
  };
}

function valueRefusal(site: SecretsSite, value: unknown, token: string): FakeReply | undefined {
  if (token.length < 32 || token.length > 64) {
    return refused('ValidationException', 'ClientRequestToken must have 32 to 64 characters.');
  }
  if (typeof value !== 'string' || value.length === 0) {
    return refused('InvalidParameterException', 'You must provide either SecretString or SecretBinary.');
  }
  if (Buffer.byteLength(value) > mostBytes) {
    return refused('ValidationException', `SecretString must have at most ${mostBytes} bytes.`);
  }
  if (!site.isKmsUsable) {
    return refused(
      'EncryptionFailure',
      `Secrets Manager can't encrypt the protected secret text using the provided KMS key.`,
    );
  }
  return undefined;
}

function labelsWith(secret: AwsSecret, more: readonly string[]): number {
  const there = [...secret.versions.values()].flatMap(({ labels }: SecretVersion) => [...labels]);
  return new Set([...there, ...more]).size;
}
