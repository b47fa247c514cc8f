import type { ConnectionSignal } from '../connection/connection-lifecycle.js';
import { signalOfFailure } from '../connection/signal-of-failure.js';
import type { FailureCode } from '../failure/failures.js';
import type { Cause } from './causes/causes.js';
import { checksOfAnyServer } from './checks-of-any-server.js';
import type { Diagnosis } from './diagnosis.js';
import type { CheckId } from './questions/questions.js';

/** What a diagnosis says of where its connection stands; undefined when it came to no answer. */
export function signalOfDiagnosis({ checks }: Diagnosis): ConnectionSignal | undefined {
  const failed = new Set(checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id));
  if (failed.has('credentials-accepted')) {
    const cause = checks.find(({ id }) => id === 'credentials-accepted')?.cause;
    // What has a name of its own is a way of being refused.
    return cause !== undefined && isCode(cause) ? signalOfFailure[cause] : 'credential-refused';
  }
  if (onTheWay.some((id) => failed.has(id))) return 'not-reached';
  return checks.some(({ id, verdict }) => id === 'credentials-accepted' && verdict === 'pass')
    ? 'call-answered'
    : undefined;
}

function isCode(cause: Cause): cause is FailureCode {
  return Object.hasOwn(signalOfFailure, cause);
}

const onTheWay: readonly CheckId[] = [...checksOfAnyServer, 'orchestrator-answers', 'identity-answers'];
