import type { FakeRequest } from '../../fake-server/fake-request.js';
import type { RobotPort } from '../http/journal.js';
import type { RobotReply } from '../http/robot-reply.js';
import type { RobotSite } from '../site.js';

/** What a route is told. */
export interface RobotCall {
  readonly site: RobotSite;
  readonly request: FakeRequest;
  /** Where the session listens. */
  readonly sessionPort: number;
  /** Aborted once the connection is gone. */
  readonly gone: AbortSignal;
}

/** An endpoint of one of the listeners. */
export interface RobotRoute {
  readonly port: RobotPort;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (call: RobotCall) => RobotReply | Promise<RobotReply>;
}

/** The first value of a parameter of the query; empty when there is none. */
export function parameter({ request }: RobotCall, name: string): string {
  return request.query.get(name) ?? '';
}
