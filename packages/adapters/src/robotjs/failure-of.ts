import type { Failure } from '@cuelight/core';

/** What a call wants of the robot. */
export type Errand = 'list' | 'install' | 'start' | 'stop';

/** How a call ended that brought no answer. */
export type Trouble =
  /** What the SDK rejected with: an error, an object, or a text. */
  | { readonly kind: 'rejected'; readonly reason: unknown; readonly wasConsentAsked: boolean }
  | { readonly kind: 'late'; readonly wasMalformed: boolean }
  | { readonly kind: 'consent-late' }
  /** `wasSent` when the SDK had been asked already. */
  | { readonly kind: 'cancelled'; readonly wasSent: boolean };

/** What the number says that begins the text of an error; undefined when there is none. 0: nobody answered. */
export function statusOf(reason: unknown): number | undefined {
  // Not `instanceof`: an SDK of another realm has errors of its own.
  const text = typeof reason === 'object' && reason !== null && 'message' in reason ? reason.message : reason;
  const [, digits] = (typeof text === 'string' && /^(\d{1,3})\b/.exec(text)) || [];
  return digits === undefined ? undefined : Number(digits);
}

/** The failure that a call ends with; not for those that the robot was not reached by. */
export function failureOf(errand: Errand, trouble: Trouble): Failure {
  // Whoever only asks has changed nothing. A robot that says no has not either.
  const changes = errand === 'start' || errand === 'stop' ? { mayHaveHappened: true } : {};
  switch (trouble.kind) {
    case 'cancelled':
      return { ...cancelled, ...(trouble.wasSent && changes) };
    case 'consent-late':
      return { ...consentTimeout, ...changes };
    case 'late':
      return { ...(trouble.wasMalformed ? confused : tooSlow), ...changes };
    case 'rejected': {
      const status = statusOf(trouble.reason);
      if (errand === 'stop') return refused('stop', status);
      if (status === undefined || status === 0) return { ...confused, ...changes };
      if (status === 408 && trouble.wasConsentAsked) return consentTimeout;
      if (status === 403 && !trouble.wasConsentAsked) return forbidden;
      if (status === 401 || status === 403) return consentRejected;
      return status === 426 ? tooOld : refused(errand, status);
    }
  }
}

function refused(errand: Errand, status: number | undefined): Failure {
  const answered = status === undefined ? '' : `, with status ${status}`;
  const code =
    errand === 'start' ? 'local-start-failed' : errand === 'stop' ? 'local-stop-failed' : 'local-robot-refused';
  return { code, detail: `The robot refused to ${wants[errand]}${answered}.` };
}

const wants: Readonly<Record<Errand, string>> = {
  list: 'tell its processes',
  install: 'get the package of the process',
  start: 'start the process',
  stop: 'stop the process',
};

/** Nobody wants the answer any more. */
export const cancelled: Failure = {
  code: 'call-cancelled',
  detail: 'The signal was given before the robot had answered.',
};

const consentTimeout: Failure = {
  code: 'local-robot-consent-timeout',
  detail: 'Nobody consented in UiPath Assistant in time.',
};

const consentRejected: Failure = {
  code: 'local-robot-consent-rejected',
  detail: 'The robot got no consent for this page.',
};

const forbidden: Failure = {
  code: 'local-robot-forbidden',
  detail: 'The robot refuses the origin of this page, without asking its user.',
};

const tooOld: Failure = { code: 'local-robot-too-old', detail: 'The robot cannot do what was asked of it.' };

const tooSlow: Failure = { code: 'local-robot-too-slow', detail: 'The robot did not answer in time.' };

/** What was answered cannot be understood. */
export const confused: Failure = {
  code: 'local-robot-confused',
  detail: 'What was answered is not an answer of a robot; the page may have to be loaded again.',
};
