import { type Clock, type Failure, fail, type Result, sleep, succeed } from '@cuelight/core';
import { insecureEndpoint } from './open-client.js';

/** What AWS answers by an exception that its callers tell apart. */
export type AwsException =
  | 'ResourceNotFoundException'
  | 'ResourceExistsException'
  | 'InvalidRequestException'
  | 'InvalidParameterException';

/** Why a call did not do what was asked: an exception that means something to the caller, or a failure. */
export type AwsRefusal = { readonly exception: AwsException; readonly failure: Failure };

/** Makes calls of one operation of ours: again where the failure may pass, within one bounded time. */
export interface AwsCalls {
  /**
   * @param permission what the caller needs to be allowed, such as `GetSecretValue`
   * @param send sends the command; the signal says when it has to be over
   */
  call<T>(permission: string, send: (signal: AbortSignal) => Promise<T>): Promise<Result<T, AwsRefusal | Failure>>;
}

const mostTries = 3;
const firstPauseMs = 200;

/** @param name whose secret it is about, in the vault's words */
export function createAwsCalls(clock: Clock, name: string, operationMs: number): AwsCalls {
  const untilMs = clock.nowMs() + operationMs;

  async function once<T>(send: (signal: AbortSignal) => Promise<T>): Promise<{ readonly value: T } | Error> {
    const abort = new AbortController();
    const leftMs = Math.max(untilMs - clock.nowMs(), 1);
    // The chain of credentials may ask several places, each with time-outs of its own, and knows no signal.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Error>((resolve) => {
      timer = setTimeout(() => {
        abort.abort();
        resolve(Object.assign(new Error('The operation took too long.'), { name: 'TimeoutError' }));
      }, leftMs);
    });
    const sent = send(abort.signal).then(
      (value) => ({ value }),
      (error: unknown) => (error instanceof Error ? error : new Error('The call failed.')),
    );
    try {
      return await Promise.race([sent, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async call(permission, send) {
      for (let tries = 1; ; tries += 1) {
        const outcome = await once(send);
        if (!(outcome instanceof Error)) return succeed(outcome.value);
        const refusal = refusalOf(outcome, permission, name);
        const pauseMs = retryAfterMsIn(outcome) ?? firstPauseMs * 2 ** (tries - 1);
        if (!mayPass(outcome) || tries === mostTries || clock.nowMs() + pauseMs >= untilMs) return fail(refusal);
        await sleep(clock, pauseMs);
      }
    },
  };
}

/** The failure in what a call answered. */
export function failureIn(refusal: AwsRefusal | Failure): Failure {
  return 'exception' in refusal ? refusal.failure : refusal;
}

/** Whether a call was answered by this exception. */
export function isException(refusal: AwsRefusal | Failure, exception: AwsException): boolean {
  return 'exception' in refusal && refusal.exception === exception;
}

const exceptions: readonly string[] = [
  'ResourceNotFoundException',
  'ResourceExistsException',
  'InvalidRequestException',
  'InvalidParameterException',
] satisfies readonly AwsException[];

const throttled = ['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'];
const refusedKeys = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'ExpiredTokenException',
  'ExpiredToken',
  'MissingAuthenticationTokenException',
  'IncompleteSignatureException',
];

/** Only names and codes are told: the messages of AWS name accounts and users, and those of a parser quote a reply. */
function refusalOf(error: Error, permission: string, name: string): AwsRefusal | Failure {
  const known = exceptionIn(error);
  const retryAfterMs = retryAfterMsIn(error);
  const failure: Failure = {
    code: 'secret-unavailable',
    detail: `AWS Secrets Manager, secret ${name}: ${explain(error, permission)}.`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  return known === undefined ? failure : { exception: known, failure };
}

function explain(error: Error, permission: string): string {
  const { name } = error;
  const code = codeOf(error);
  if (name === 'AccessDeniedException') return `access was refused, the permission secretsmanager:${permission} lacks`;
  if (refusedKeys.includes(name)) return `the credentials were refused (${name})`;
  if (name === insecureEndpoint) return 'its endpoint is not one of https, nothing was sent';
  if (name === 'CredentialsProviderError')
    return 'no credentials were found in the environment, in files or from a role';
  if (name === 'DecryptionFailure' || name === 'EncryptionFailure') {
    return `its KMS key cannot be used (${name}): the permissions kms:Decrypt and kms:GenerateDataKey may lack`;
  }
  if (name === 'LimitExceededException') return 'it has as many live versions as AWS allows';
  if (throttled.includes(name)) return 'fewer requests are asked for';
  if (/^(?:ERR_TLS|CERT_|UNABLE_|SELF_|DEPTH_)/.test(code)) return `the certificate is not trusted (${code})`;
  if (/Timeout|TIMEDOUT|AbortError/i.test(`${name} ${code}`)) return 'no answer came in time';
  const status = statusOf(error);
  if (status !== undefined && status >= 500) return `it cannot answer at the moment (HTTP ${status})`;
  if (/^E[A-Z_]+$/.test(code)) return `no connection (${code})`;
  if (/Exception$|Failure$|Error$/.test(name) && name !== 'SyntaxError' && name !== 'Error')
    return `it refused (${name})`;
  return 'something answers, but not as AWS does';
}

function mayPass(error: Error): boolean {
  if (exceptionIn(error) !== undefined || error.name === 'AbortError') return false;
  const status = statusOf(error) ?? 0;
  const code = codeOf(error);
  return throttled.includes(error.name) || status === 429 || status >= 500 || /^(?:E[A-Z_]+|TimeoutError)$/.test(code);
}

function exceptionIn(error: Error): AwsException | undefined {
  return exceptions.find((one) => one === error.name) as AwsException | undefined;
}

function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

/** Seconds, as AWS sends them. */
function retryAfterMsIn(error: Error): number | undefined {
  const response = '$response' in error ? error.$response : undefined;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !('retry-after' in headers)) return undefined;
  return /^\d{1,6}$/.test(String(headers['retry-after'])) ? Number(headers['retry-after']) * 1_000 : undefined;
}

function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : error.name;
}
