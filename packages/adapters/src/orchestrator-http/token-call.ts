import type { Call } from './call.js';

/** The call of an identity server that gets an access token (RFC 6749, section 3.2). */
export const tokenCall: Call = {
  purpose: 'get an access token',
  needs: 'an external application that may sign in by itself',
  method: 'POST',
  path: '/connect/token',
  isWrite: false,
};
