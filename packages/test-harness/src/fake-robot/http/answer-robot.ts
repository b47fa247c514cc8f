import { emptyReply } from '../../fake-orchestrator/http/reply.js';
import { listsOrigin } from '../consent/origin-rules.js';
import type { RobotCall } from '../routes/robot-route.js';
import { robotRoutes } from '../routes/robot-routes.js';
import { preflightHeaders } from './cors.js';
import { isLoopbackHost } from './is-loopback-host.js';
import type { RobotPort } from './journal.js';
import { type RobotReply, robotError } from './robot-reply.js';

/**
 * Answers a request to a listener: a `Host` of another name is refused, a preflight is answered before anything is asked,
 * a forbidden origin is refused, then the user's consent counts.
 */
export async function answerRobot(call: RobotCall, port: RobotPort): Promise<RobotReply> {
  const { site, request } = call;
  const { origin, host } = request.headers;
  if (!isLoopbackHost(host)) return robotError(403, '');
  if (request.method === 'OPTIONS') return { ...emptyReply(204), headers: preflightHeaders };
  if (listsOrigin(site.origins.forbidden, origin)) return robotError(403, '');
  const isAllowListed = listsOrigin(site.origins.allowed, origin);
  const admission = site.consent.admit({
    origin,
    token: textOf(request.headers.uipathtoken),
    code: request.query.get('consentCode') ?? undefined,
    isAllowListed,
  });
  if (!admission.ok) return withHeaders(robotError(admission.status, ''), isAllowListed ? domainAllowed : {});
  const route = robotRoutes.find((candidate) => candidate.port === port && candidate.path === request.path);
  if (route === undefined) return robotError(404, 'There is no such endpoint.');
  if (route.method !== request.method) return robotError(405, `Use ${route.method}.`);
  const reply = await route.answer(call);
  return admission.token === undefined ? reply : withHeaders(reply, { uipathToken: admission.token });
}

const domainAllowed = { 'x-uipath-domain-allowed': 'true' };

function withHeaders(reply: RobotReply, headers: Readonly<Record<string, string>>): RobotReply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
