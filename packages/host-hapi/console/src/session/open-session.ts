import { createCall } from '../api/call.js';
import { type SessionState, stateOfCode, stateOfSession } from './session-state.js';
import { takeCode } from './take-code.js';

/** Where signing in stands when the page is opened: with the code that its address brings, else with the session that there is. */
export function openSession(): Promise<SessionState> {
  const call = createCall(() => {});
  const code = takeCode();
  return code === undefined ? stateOfSession(call) : stateOfCode(call, code);
}
