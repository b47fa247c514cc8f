import {
  credentialFromText,
  environmentRef,
  type Failure,
  fail,
  type Holding,
  type Result,
  type Secret,
  type SecretHolder,
  type SecretReader,
  secretOf,
  succeed,
} from '@cuelight/core';

/** What reading every stored secret showed. */
export interface StoredSecrets {
  /** Every secret that could be read, and what is within one. */
  readonly values: readonly Secret[];
  /** By owner, the code of the first failure; `too-slow` where there was no time. Of the others all can be read. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** What reading them needs. */
export interface StoredSecretsPorts {
  readonly holders: readonly SecretHolder[];
  readonly secrets: SecretReader;
  /** No secret is asked for after so many milliseconds. */
  readonly withinMs: number;
}

/** So many owners are treated at once: a vault is not to be stormed. */
const atOnce = 8;

/** Reads every secret that a row names, and changes nothing. Failures: `storage-unavailable` when there are no rows to read. */
export async function readStoredSecrets(ports: StoredSecretsPorts): Promise<Result<StoredSecrets, Failure>> {
  const { holders, secrets, withinMs } = ports;
  const values: Secret[] = [];
  const unreadable = new Map<string, string>();
  const lateAtMs = performance.now() + withinMs;

  const treat = async (holding: Holding) => {
    const read = await readCurrent(holding, secrets, lateAtMs);
    values.push(...read.values);
    if (read.code !== undefined) unreadable.set(holding.owner, read.code);
  };
  for (const holder of holders) {
    const underWay = new Set<Promise<void>>();
    for await (const holding of holder.each()) {
      if (!holding.ok) return fail(holding.failure);
      const treated = treat(holding.value).finally(() => underWay.delete(treated));
      underWay.add(treated);
      if (underWay.size >= atOnce) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  }
  return succeed({ values, unreadable });
}

interface ReadOfOwner {
  readonly values: readonly Secret[];
  readonly code: string | undefined;
}

/** Once more as the row is by then, when a secret is not where it was: it may have been moved, or replaced. */
async function readCurrent(holding: Holding, secrets: SecretReader, lateAtMs: number): Promise<ReadOfOwner> {
  const first = await readAll(holding, secrets, lateAtMs);
  const now = first.code === 'secret-missing' ? await holding.again() : undefined;
  if (now?.ok !== true || now.value === undefined) return first;
  const second = await readAll(now.value, secrets, lateAtMs);
  return { values: [...first.values, ...second.values], code: second.code };
}

async function readAll(holding: Holding, secrets: SecretReader, lateAtMs: number): Promise<ReadOfOwner> {
  const values: Secret[] = [];
  let code: string | undefined;
  for (const { ref, binding } of holding.secrets) {
    if (performance.now() > lateAtMs) return { values, code: code ?? 'too-slow' };
    const read = await readInTime(() => secrets.read(ref, binding), lateAtMs);
    if (read === 'too-slow') return { values, code: code ?? read };
    if (!read.ok) {
      code ??= read.failure.code;
      continue;
    }
    values.push(read.value);
    const credential = binding.field === 'credential' ? credentialFromText(read.value) : undefined;
    if (credential?.ok === false) code ??= 'secret-unreadable';
    if (credential?.ok !== true) continue;
    const secret = secretOf(credential.value);
    const within = 'fromEnv' in secret ? await secrets.read(environmentRef(secret), binding) : succeed(secret);
    if (within.ok) values.push(within.value);
    else code ??= within.failure.code;
  }
  return { values, code };
}

async function readInTime<T>(read: () => Promise<T>, lateAtMs: number): Promise<T | 'too-slow'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'too-slow'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, lateAtMs - performance.now()), 'too-slow');
  });
  try {
    return await Promise.race([read(), late]);
  } finally {
    clearTimeout(timer);
  }
}
