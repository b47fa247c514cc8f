import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FakeAdmin } from '../admin/admin.js';
import { answerAdmin } from '../admin/answer-admin.js';
import { answerIdentity } from '../oauth/answer-identity.js';
import { scopeRefusal } from '../oauth/scope-refusal.js';
import { routerOf } from '../routes/router-of.js';
import type { Site } from '../site.js';
import { renumberFolders } from '../world/renumber-folders.js';
import { type Answer, answerWithFaults, type Work } from './answer-with-faults.js';
import type { ApiRequest } from './api-request.js';
import { maintenanceRefusal } from './maintenance-refusal.js';
import { readRequest } from './read-request.js';
import { htmlReply } from './reply.js';
import { trickle } from './trickle.js';

const adminPrefix = '/__admin';

/** Answers everything that arrives: the API of the Orchestrator as it is now, and what is under `/__admin`. */
export function createListener(currentSite: () => Site, admin: FakeAdmin): RequestListener {
  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const site = currentSite();
    if ('status' in request) {
      write(request, response, site);
      return;
    }
    const isAdmin = request.path === adminPrefix || request.path.startsWith(`${adminPrefix}/`);
    const answered = isAdmin
      ? await answerAdmin(admin, request, request.path.slice(adminPrefix.length))
      : await answerApi(site, request);
    write(answered, response, currentSite());
  }

  return (incoming, response) => {
    // A client that leaves before the end of its request is no fault of ours; there is nobody left to answer.
    answer(incoming, response).catch(() => response.destroy());
  };
}

async function answerApi(site: Site, request: ApiRequest): Promise<Answer> {
  const fault = site.faults.forRequest(request.method, request.path);
  const answered = site.journal.arrived(request, site.clock.stamp(), fault?.id);
  const found = routerOf(site.profile)(request);
  const work: Work = {
    answer: () =>
      answerIdentity(site, request) ??
      maintenanceRefusal(site, request) ??
      scopeRefusal(site, request) ??
      found?.route.answer({ site, request, id: found.id }) ??
      htmlReply(200),
    renumberFolders: () => renumberFolders(site.world),
  };
  const answer = await answerWithFaults(work, fault, site.clock);
  answered(typeof answer === 'string' ? null : answer.status);
  return answer;
}

function write(answer: Answer, response: ServerResponse, { clock, profile }: Site): void {
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (answer === 'drop') {
    response.socket?.destroy();
  } else {
    response.writeHead(answer.status, {
      date: new Date(clock.nowMs()).toUTCString(),
      'api-supported-versions': profile.supportedVersions,
      ...answer.headers,
      ...(answer.status === 204 ? {} : { 'content-length': Buffer.byteLength(answer.body) }),
    });
    if (answer.overMs === undefined) response.end(answer.body);
    else trickle(response, answer.body, answer.overMs, clock);
  }
}
