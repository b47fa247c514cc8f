import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type FakeRequest, readFakeRequest } from '../../fake-server/fake-request.js';
import { answerWithFaults, type RobotAnswer, type RobotWork } from '../faults/answer-with-faults.js';
import type { RobotSite } from '../site.js';
import { answerRobot } from './answer-robot.js';
import { corsHeaders } from './cors.js';
import type { RobotPort } from './journal.js';
import type { RobotPorts } from './robot-ports.js';
import { robotError } from './robot-reply.js';

/** Answers what arrives at one of the two listeners. */
export function createRobotListener(site: () => RobotSite, ports: () => RobotPorts, port: RobotPort): RequestListener {
  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const request = await readFakeRequest(incoming);
    if (request === undefined) {
      const reply = robotError(400, 'The URL is malformed.');
      write({ reply, cors: 'exact' }, incoming.headers.origin, response, site());
      return;
    }
    const here = site();
    const fault = here.faults.ruleFor(...occasionsOf(request));
    const noted = here.journal.arrived(request, { port, at: here.clock.stamp(), faultId: fault?.id });
    const work: RobotWork = {
      answer: () => answerRobot({ site: here, request, sessionPort: ports().session(), gone: gone.signal }, port),
      stop: (what) => ignoring(ports().stop(what)),
      moveSession: () => ignoring(ports().moveSession()),
      gone: gone.signal,
      clock: here.clock,
    };
    const answered = await answerWithFaults(work, fault);
    noted(typeof answered === 'string' || gone.signal.aborted ? null : answered.reply.status);
    write(answered, request.headers.origin, response, here);
  }

  return (incoming, response) => {
    // A client that leaves before the end of its request is no fault of ours; there is nobody left to answer.
    answer(incoming, response).catch(() => response.destroy());
  };
}

function occasionsOf({ method, path, query }: FakeRequest): readonly string[] {
  const isConsent = path === '/GetPort' && query.has('consentCode');
  return [`${method} ${path}`, ...(isConsent ? ['consent'] : [])];
}

/** A robot that ends meanwhile is no fault of the request that has begun it. */
function ignoring(change: Promise<void>): void {
  change.catch(() => undefined);
}

function write(answer: RobotAnswer, origin: string | undefined, response: ServerResponse, { clock }: RobotSite): void {
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (answer === 'drop') {
    response.socket?.destroy();
  } else {
    const { reply, cors, afterwards } = answer;
    if (response.destroyed) {
      reply.settled?.(false);
      return;
    }
    const { socket } = response;
    let wasSent = false;
    response.once('finish', () => {
      wasSent = socket?.destroyed === false;
    });
    response.once('close', () => {
      reply.settled?.(wasSent);
      if (wasSent) afterwards?.();
    });
    response.writeHead(reply.status, {
      date: new Date(clock.nowMs()).toUTCString(),
      ...reply.headers,
      ...corsHeaders(origin, cors),
      ...(reply.status === 204 ? {} : { 'content-length': Buffer.byteLength(reply.body) }),
    });
    response.end(reply.body);
  }
}
