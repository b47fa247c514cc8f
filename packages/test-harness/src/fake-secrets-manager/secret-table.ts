import { randomBytes, randomUUID } from 'node:crypto';

/** One version of a secret. A version without any label is deprecated: AWS removes it when it likes. */
export interface SecretVersion {
  readonly id: string;
  readonly createdMs: number;
  value: string;
  readonly labels: Set<string>;
}

/** A secret with its versions. */
export interface AwsSecret {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly versions: Map<string, SecretVersion>;
  /** When it is gone for good; undefined while nobody deleted it. */
  goneMs: number | undefined;
}

/** All secrets of an account in a region. */
export interface SecretTable {
  /** By name or ARN; undefined when it is gone. */
  find(id: string): AwsSecret | undefined;
  add(name: string): AwsSecret;
  /** Adds a version and gives it its labels, which leave the versions that had them. */
  addVersion(secret: AwsSecret, id: string, value: string, labels: readonly string[]): void;
  /** Gives a label to a version alone; `AWSCURRENT` leaves `AWSPREVIOUS` behind. */
  moveLabel(secret: AwsSecret, label: string, to: SecretVersion): void;
  remove(secret: AwsSecret): void;
  names(): readonly string[];
}

/** No secrets yet. */
export function createSecretTable(nowMs: () => number, region: string): SecretTable {
  const secrets = new Map<string, AwsSecret>();

  function find(id: string): AwsSecret | undefined {
    const name = /^arn:[^:]+:secretsmanager:[^:]+:\d+:secret:(.+)-\w{6}$/.exec(id)?.[1] ?? id;
    const secret = secrets.get(name);
    if (secret?.goneMs !== undefined && secret.goneMs <= nowMs()) secrets.delete(name);
    return secrets.get(name);
  }

  function moveLabel(secret: AwsSecret, label: string, to: SecretVersion): void {
    for (const version of secret.versions.values()) {
      if (version === to || !version.labels.delete(label)) continue;
      if (label === 'AWSCURRENT') moveLabel(secret, 'AWSPREVIOUS', version);
    }
    to.labels.add(label);
  }

  return {
    find,
    add(name) {
      const arn = `arn:aws:secretsmanager:${region}:123456789012:secret:${name}-${randomBytes(3).toString('hex')}`;
      const secret: AwsSecret = { name, arn, createdMs: nowMs(), versions: new Map(), goneMs: undefined };
      secrets.set(name, secret);
      return secret;
    },
    addVersion(secret, id, value, labels) {
      const version: SecretVersion = { id: id || randomUUID(), createdMs: nowMs(), value, labels: new Set() };
      const isFirst = secret.versions.size === 0;
      secret.versions.set(version.id, version);
      for (const label of isFirst ? [...labels, 'AWSCURRENT'] : labels) moveLabel(secret, label, version);
    },
    moveLabel,
    remove({ name }) {
      secrets.delete(name);
    },
    names: () => [...secrets.keys()].filter((name) => find(name) !== undefined).sort(),
  };
}
