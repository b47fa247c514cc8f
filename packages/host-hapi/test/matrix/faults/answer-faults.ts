import type { FakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import {
  type OddPage,
  startDrippingReply,
  startEndlessReply,
  startOddPage,
  startRawReply,
  startRequestCutter,
  startSilentServer,
} from '@cuelight/test-harness/odd-servers';
import type { Fault } from '../faults.js';

/** In what answers. */
export const answerFaults: readonly Fault[] = [
  {
    name: 'the request is not answered',
    wrong: ['http-answers: http-silent'],
    diagnose: async ({ connecting, started }) => connecting((await started(startSilentServer('http'))).url),
  },
  {
    name: 'the connection is closed after the request',
    wrong: ['http-answers: http-cut'],
    diagnose: async ({ connecting, started }) => connecting((await started(startRequestCutter())).url),
  },
  {
    name: 'another protocol is spoken there',
    wrong: ['http-answers: not-http'],
    diagnose: async ({ connecting, started }) =>
      connecting((await started(startRawReply('220 mail.example ESMTP ready\r\n'))).url),
  },
  {
    name: 'the headers do not end',
    wrong: ['http-answers: not-http'],
    diagnose: async ({ connecting, started }) => connecting((await started(startEndlessReply('headers'))).url),
  },
  {
    name: 'the body is gigabytes long',
    wrong: ['http-answers: reply-too-long'],
    diagnose: async ({ connecting, started }) => connecting((await started(startEndlessReply('body'))).url),
  },
  {
    name: 'the body comes byte by byte',
    wrong: ['http-answers: reply-cut'],
    diagnose: async ({ connecting, started }) => connecting((await started(startDrippingReply('body'))).url),
  },
  {
    name: 'the body breaks off',
    wrong: ['http-answers: reply-cut'],
    diagnose: async ({ connecting, started }) =>
      connecting((await started(startRawReply('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'))).url),
  },
  withFake(
    'Orchestrator is in maintenance',
    ({ admin }) => admin.setMaintenance('Suspended'),
    'orchestrator-in-service: in-maintenance',
  ),
  withFake(
    'a proxy gets no answer of Orchestrator',
    ({ admin }) => admin.addFault({ on: '* /*', action: 'html', status: 502 }),
    'orchestrator-in-service: gateway-in-vain',
  ),
  withFake(
    'a proxy waits for Orchestrator in vain',
    ({ admin }) => admin.addFault({ on: '* /*', action: 'html', status: 504 }),
    'orchestrator-in-service: gateway-in-vain',
  ),
  withFake(
    'the web site of Orchestrator fails',
    ({ admin }) => admin.addFault({ on: '* /*', action: 'html', status: 500 }),
    'orchestrator-in-service: server-broken',
  ),
  page('proxy-sign-in', 'a proxy wants somebody to sign in', 'orchestrator-answers: proxy-asks-to-sign-in'),
  page('captive-portal', 'a portal sends everybody to its sign-in', 'orchestrator-answers: sent-elsewhere'),
  page('redirect-loop', 'the server redirects in a circle', 'orchestrator-answers: sent-elsewhere'),
  page('web-page', 'a proxy answers with a page of its own', 'orchestrator-answers: another-site'),
  page('unavailable', 'a load balancer has no server left', 'orchestrator-in-service: in-maintenance'),
  {
    name: 'another API answers',
    wrong: ['orchestrator-answers: not-an-orchestrator'],
    diagnose: async ({ connecting, started }) => {
      const reply = 'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
      return connecting((await started(startRawReply(reply))).url);
    },
  },
  {
    name: 'the address has a path too many',
    wrong: ['orchestrator-answers: path-too-long'],
    diagnose: async ({ connecting, fake }) => connecting(`${(await fake()).url}/odata`),
  },
  {
    name: 'the address is what the browser showed',
    wrong: ['orchestrator-answers: path-too-long'],
    diagnose: async ({ connecting, fake }) => connecting(`${(await fake()).url}/monitoring/jobs`),
  },
  {
    name: 'the address is that of the identity server',
    wrong: ['orchestrator-answers: identity-address'],
    diagnose: async ({ connecting, fake }) => connecting(`${(await fake()).url}/identity`),
  },
  {
    name: 'the clock of Orchestrator is ten minutes ahead',
    wrong: ['clock-agrees: clocks-differ'],
    diagnose: async ({ connecting, fake }) => {
      const { url, admin } = await fake();
      await admin.advanceClock(10 * 60_000);
      return connecting(url);
    },
  },
  {
    name: 'Orchestrator is newer than any that is known, and takes no passwords',
    wrong: ['credentials-accepted: no-password-sign-in', 'version-supported: version-not-known'],
    diagnose: async ({ connecting, started }) => {
      const head = 'HTTP/1.1 404 Not Found\r\napi-supported-versions: 23.0\r\nContent-Type: application/json';
      return connecting((await started(startRawReply(`${head}\r\nContent-Length: 2\r\n\r\n{}`))).url);
    },
  },
  {
    name: 'Orchestrator is older than 19.10',
    wrong: ['version-supported: version-too-old'],
    diagnose: async ({ connecting, started }) => {
      const head = 'HTTP/1.1 401 Unauthorized\r\napi-supported-versions: 8.0\r\nContent-Type: application/json';
      return connecting((await started(startRawReply(`${head}\r\nContent-Length: 2\r\n\r\n{}`))).url);
    },
  },
];

function withFake(name: string, harm: (fake: FakeOrchestrator) => unknown, ...wrong: Fault['wrong']): Fault {
  return { name, wrong, diagnose: ({ invoking }) => invoking(({ fake }) => harm(fake)) };
}

function page(kind: OddPage, name: string, ...wrong: Fault['wrong']): Fault {
  return {
    name,
    wrong,
    diagnose: async ({ connecting, started }) => connecting((await started(startOddPage(kind))).url),
  };
}
