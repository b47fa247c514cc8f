import type { FailureDoc } from './failure-doc.js';

/** The codes of running processes through a Cuelight service, from a page or another program. */
export const runnerFailures = {
  'token-unavailable': {
    meaning: 'The app got no token for the Cuelight service: what asks for one failed, took too long, or gave none.',
    remedy:
      'Look at what getToken does: usually the server of the app was not reached, or the user has to sign in again.',
  },
  'service-unreachable': {
    meaning: 'No answer came from the Cuelight service, or none in time.',
    remedy:
      'Check the address and the network. A page is answered only when its origin is one of the origins of its app; browsers do not tell that from a network that fails.',
  },
  'service-answer-unusable': {
    meaning: 'Something answered, but not as a Cuelight service does: a web page, a broken or an oversized answer.',
    remedy: 'Check that the address is the one of the Cuelight service, and that no proxy answers in its place.',
  },
  'service-refused': {
    meaning: 'The Cuelight service refused the request with a code that this program does not know as one of its own.',
    remedy: 'Do what the remedy of the problem says.',
  },
} as const satisfies Record<string, FailureDoc>;
