import { emptyReply, jsonReply } from '../../fake-orchestrator/http/reply.js';
import type { FakeReply } from '../../fake-server/fake-reply.js';

/** What the robot answers. */
export interface RobotReply extends FakeReply {
  /** Told, once, whether the answer was sent or the connection was gone before. */
  readonly settled?: (wasSent: boolean) => void;
}

/** A refusal as the SDK reads it; without a text the body is empty. */
export function robotError(status: number, text: string): RobotReply {
  return text === '' ? emptyReply(status) : jsonReply(status, { response: { Error: text } });
}
