import { type Clock, type Failure, fail, type Result, succeed } from '@cuelight/core';
import { type AwsCalls, createAwsCalls, failureIn, isException } from './aws-calls.js';
import type { OpenClient } from './open-client.js';

/** What is kept of one version. */
export interface KeptVersion {
  readonly id: string;
  readonly text: string;
}

/**
 * One secret of Secrets Manager, of which each version has a staging label of its own. AWS removes a version without any
 * label when it likes, so that a version is there as long as its label is. Failures: `secret-unavailable`.
 */
export interface VersionedSecret {
  /** The version that has its label; undefined when there is none. */
  read(version: string): Promise<Result<KeptVersion | undefined, Failure>>;
  /** Adds a version, and the secret if there is none, or if it was about to be deleted. */
  add(version: string, text: string): Promise<Result<void, Failure>>;
  /** Takes the labels of versions away; with the last one the secret is scheduled for deletion. */
  drop(isDropped: (version: string) => boolean): Promise<Result<void, Failure>>;
  /** Deletes it with all its versions, for good; one that is gone is a success. */
  forget(): Promise<Result<void, Failure>>;
}

/** What AWS tells of a secret. */
interface Description {
  readonly isScheduled: boolean;
  /** The ids of AWS by our versions. */
  readonly versions: ReadonlyMap<string, string>;
}

const labelPrefix = 'cuelight-';
/** The shortest that AWS allows. */
const recoveryDays = 7;
/** How often somebody else may delete or make the secret while we use it. */
const mostTurns = 4;

/** What the secret holds beside the versions: the label AWSCURRENT cannot be taken away, so no credential may have it. */
const note = JSON.stringify({
  note: 'Made by Cuelight. Its versions are found by staging labels that begin with cuelight-; this one holds nothing.',
});

/** @param name its name, which is told in failures */
export function versionedSecret(
  { sdk, client }: OpenClient,
  name: string,
  { clock, operationMs, kmsKeyId }: { clock: Clock; operationMs: number; kmsKeyId: string | undefined },
): VersionedSecret {
  const SecretId = name;
  const calls: AwsCalls = createAwsCalls(clock, name, operationMs);

  async function describe(): Promise<Result<Description | undefined, Failure>> {
    const told = await calls.call('DescribeSecret', (abortSignal) =>
      client.send(new sdk.DescribeSecretCommand({ SecretId }), { abortSignal }),
    );
    if (!told.ok) {
      return isException(told.failure, 'ResourceNotFoundException')
        ? succeed(undefined)
        : fail(failureIn(told.failure));
    }
    const { DeletedDate, VersionIdsToStages = {} } = told.value;
    const labels = Object.entries(VersionIdsToStages).flatMap(([id, stages]) =>
      stages.map((stage) => [stage, id] as const),
    );
    const ours = labels.filter(([stage]) => stage.startsWith(labelPrefix));
    const versions = new Map(ours.map(([stage, id]) => [stage.slice(labelPrefix.length), id]));
    return succeed({ isScheduled: DeletedDate !== undefined, versions });
  }

  async function create(): Promise<Result<void, Failure>> {
    const created = await calls.call('CreateSecret', (abortSignal) =>
      client.send(
        new sdk.CreateSecretCommand({
          Name: name,
          SecretString: note,
          ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
        }),
        { abortSignal },
      ),
    );
    if (created.ok || isException(created.failure, 'ResourceExistsException')) return succeed(undefined);
    // Deleted a moment ago: it is restored in the next turn.
    if (isException(created.failure, 'InvalidRequestException')) return restore();
    return fail(failureIn(created.failure));
  }

  async function restore(): Promise<Result<void, Failure>> {
    const restored = await calls.call('RestoreSecret', (abortSignal) =>
      client.send(new sdk.RestoreSecretCommand({ SecretId }), { abortSignal }),
    );
    const isGone = !restored.ok && isException(restored.failure, 'ResourceNotFoundException');
    return restored.ok || isGone ? succeed(undefined) : fail(failureIn(restored.failure));
  }

  /** Deletes it unless somebody adds a version at the same time: none can be added once it is scheduled. */
  async function scheduleDeletion(): Promise<Result<void, Failure>> {
    const deleted = await calls.call('DeleteSecret', (abortSignal) =>
      client.send(new sdk.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: recoveryDays }), { abortSignal }),
    );
    const isDone = (['InvalidRequestException', 'ResourceNotFoundException'] as const).some(
      (one) => !deleted.ok && isException(deleted.failure, one),
    );
    if (!deleted.ok && !isDone) return fail(failureIn(deleted.failure));
    const described = await describe();
    if (!described.ok) return described;
    const isNeeded = described.value?.isScheduled === true && described.value.versions.size > 0;
    return isNeeded ? restore() : succeed(undefined);
  }

  return {
    async read(version) {
      const VersionStage = labelPrefix + version;
      const read = await calls.call('GetSecretValue', (abortSignal) =>
        client.send(new sdk.GetSecretValueCommand({ SecretId, VersionStage }), { abortSignal }),
      );
      if (read.ok) return succeed({ id: read.value.VersionId ?? '', text: read.value.SecretString ?? '' });
      if (isException(read.failure, 'ResourceNotFoundException')) return succeed(undefined);
      if (!isException(read.failure, 'InvalidRequestException')) return fail(failureIn(read.failure));
      const described = await describe();
      if (!described.ok) return described;
      const isRecoverable = described.value?.isScheduled === true && described.value.versions.has(version);
      return isRecoverable ? fail(scheduled(name)) : succeed(undefined);
    },

    async add(version, text) {
      const VersionStages = [labelPrefix + version];
      for (let turn = 1; ; turn += 1) {
        const put = await calls.call('PutSecretValue', (abortSignal) =>
          client.send(
            new sdk.PutSecretValueCommand({ SecretId, ClientRequestToken: version, SecretString: text, VersionStages }),
            { abortSignal },
          ),
        );
        if (put.ok) return succeed(undefined);
        const isAbsent = isException(put.failure, 'ResourceNotFoundException');
        if (turn === mostTurns || !(isAbsent || isException(put.failure, 'InvalidRequestException'))) {
          return fail(failureIn(put.failure));
        }
        const readied = await (isAbsent ? create() : restore());
        if (!readied.ok) return readied;
      }
    },

    async drop(isDropped) {
      for (let turn = 1; ; turn += 1) {
        const described = await describe();
        if (!described.ok) return described;
        if (described.value === undefined) return succeed(undefined);
        const { versions, isScheduled } = described.value;
        const dropped = [...versions].filter(([version]) => isDropped(version));
        if (isScheduled && dropped.length > 0) {
          const restored = await restore();
          if (!restored.ok) return restored;
        }
        const taken = await takeLabels(dropped);
        if (taken.ok) {
          return dropped.length === versions.size && !(isScheduled && versions.size === 0)
            ? scheduleDeletion()
            : succeed(undefined);
        }
        if (taken.failure !== 'changed-meanwhile') return fail(taken.failure);
        if (turn === mostTurns) return fail(busy(name));
      }
    },

    async forget() {
      const deleted = await calls.call('DeleteSecret', (abortSignal) =>
        client.send(new sdk.DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }), { abortSignal }),
      );
      const isGone = !deleted.ok && isException(deleted.failure, 'ResourceNotFoundException');
      return deleted.ok || isGone ? succeed(undefined) : fail(failureIn(deleted.failure));
    },
  };

  async function takeLabels(
    dropped: readonly (readonly [version: string, id: string])[],
  ): Promise<Result<void, Failure | 'changed-meanwhile'>> {
    for (const [version, RemoveFromVersionId] of dropped) {
      const input = { SecretId, VersionStage: labelPrefix + version, RemoveFromVersionId };
      const taken = await calls.call('UpdateSecretVersionStage', (abortSignal) =>
        client.send(new sdk.UpdateSecretVersionStageCommand(input), { abortSignal }),
      );
      // Somebody else took the label, or deleted the secret: then it is looked at anew.
      if (!taken.ok) return fail('exception' in taken.failure ? 'changed-meanwhile' : taken.failure);
    }
    return succeed(undefined);
  }
}

function scheduled(name: string): Failure {
  return {
    code: 'secret-unavailable',
    detail: `AWS Secrets Manager, secret ${name}: it is scheduled for deletion; restore it.`,
  };
}

function busy(name: string): Failure {
  return {
    code: 'secret-unavailable',
    detail: `AWS Secrets Manager, secret ${name}: it is being changed by others.`,
    retryAfterMs: 1_000,
  };
}
