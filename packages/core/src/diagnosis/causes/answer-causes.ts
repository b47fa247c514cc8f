import type { CauseDoc } from './cause-doc.js';

/** What can be wrong with what answers. */
export const answerCauses = {
  'http-silent': {
    check: 'http-answers',
    meaning: 'The server takes the request, but does not answer it in time.',
    remedy: 'An Orchestrator administrator looks at the load of the server, of its database, and of proxies before it.',
    who: 'Orchestrator administrator',
  },
  'http-cut': {
    check: 'http-answers',
    meaning: 'The connection is closed before an answer comes.',
    remedy:
      'An Orchestrator administrator checks that its web site runs behind this address; a network administrator looks for a proxy that closes connections.',
    who: 'Orchestrator administrator',
  },
  'not-http': {
    check: 'http-answers',
    meaning: 'What answers is not HTTP as a web server speaks it.',
    remedy: 'An app designer compares address and port with those in the browser: another service listens there.',
    who: 'app designer',
  },
  'reply-too-long': {
    check: 'http-answers',
    meaning: 'The answer is far longer than the one of an Orchestrator.',
    remedy: 'An app designer compares address and port with those in the browser: another service answers there.',
    who: 'app designer',
  },
  'reply-cut': {
    check: 'http-answers',
    meaning: 'The answer breaks off, or stops in the middle.',
    remedy:
      'A network administrator looks for a proxy that cuts answers; an Orchestrator administrator at the load of the server.',
    who: 'network administrator',
  },
  'look-failed': {
    check: 'http-answers',
    meaning: 'The request failed in a way that has no name here: the code named as evidence tells how.',
    remedy: 'A network administrator looks that code up; the operator of Cuelight sends the support bundle.',
    who: 'network administrator',
  },
  'in-maintenance': {
    check: 'orchestrator-in-service',
    meaning: 'Orchestrator, or what stands before it, answers that it is out of service for now (503).',
    remedy:
      'Wait, or ask the Orchestrator administrator whether it is in maintenance mode, restarting or without its database.',
    who: 'Orchestrator administrator',
  },
  'gateway-in-vain': {
    check: 'orchestrator-in-service',
    meaning: 'A proxy before Orchestrator answers that it gets no answer itself (502 or 504).',
    remedy:
      'An Orchestrator administrator checks that its web site runs; a network administrator that the proxy reaches it.',
    who: 'Orchestrator administrator',
  },
  'server-broken': {
    check: 'orchestrator-in-service',
    meaning: 'The server answers with an error of its own (5xx).',
    remedy: 'An Orchestrator administrator looks into the log of the web site.',
    who: 'Orchestrator administrator',
  },
  'proxy-asks-to-sign-in': {
    check: 'orchestrator-answers',
    meaning: 'A proxy on the way wants somebody to sign in to it.',
    remedy:
      'A network administrator lets this machine reach the server without it: outgoing proxies are not supported.',
    who: 'network administrator',
  },
  'sent-elsewhere': {
    check: 'orchestrator-answers',
    meaning: 'What answers sends us to another address, as a sign-in page or the portal of a network does.',
    remedy:
      'An app designer gives the address that Orchestrator itself has. If it is right, a network administrator lets this machine through without that page.',
    who: 'network administrator',
  },
  'cloud-address': {
    check: 'orchestrator-answers',
    meaning:
      'This is the address of UiPath’s cloud, without the organization and tenant that an Orchestrator there has in it.',
    remedy:
      'An app designer gives the address of the Orchestrator in the own network; one of Automation Cloud or Suite has the form https://host/organization/tenant/orchestrator_.',
    who: 'app designer',
  },
  'identity-address': {
    check: 'orchestrator-answers',
    meaning: 'The identity server answers there, not Orchestrator.',
    remedy:
      'An app designer gives the address of Orchestrator, which is named as evidence where it was found; that of the identity server goes into identityUrl.',
    who: 'app designer',
  },
  'path-too-long': {
    check: 'orchestrator-answers',
    meaning: 'The address is longer than that of the Orchestrator at this host.',
    remedy: 'An app designer gives the shorter address that is named as evidence.',
    who: 'app designer',
  },
  'another-site': {
    check: 'orchestrator-answers',
    meaning: 'A web page answers there, as of another site or of a proxy.',
    remedy:
      'An app designer opens the address in a browser: it must show the sign-in of Orchestrator. If it does, a network administrator looks for a proxy that answers in its place.',
    who: 'app designer',
  },
  'not-an-orchestrator': {
    check: 'orchestrator-answers',
    meaning: 'What answers there is no Orchestrator: it does not tell its version.',
    remedy:
      'An app designer compares address, port and path with those in the browser. If a proxy stands before Orchestrator, a network administrator has it pass on the header api-supported-versions.',
    who: 'app designer',
  },
  'version-too-old': {
    check: 'version-supported',
    meaning: 'This Orchestrator is older than 19.10 (API 9), the oldest that is known here.',
    remedy: 'An Orchestrator administrator brings it to 19.10 or later.',
    who: 'Orchestrator administrator',
  },
  'version-not-known': {
    check: 'version-supported',
    meaning: 'This Orchestrator is newer than any that this service was made for.',
    remedy:
      'The operator of Cuelight brings the service up to date. Until then it is used as the newest one that is known.',
    who: 'operator of Cuelight',
  },
  'clocks-differ': {
    check: 'clock-agrees',
    meaning: 'The clock of the server and that of this machine differ by minutes.',
    remedy:
      'The operator of Cuelight and the Orchestrator administrator let both machines take their time from a time server: tokens and certificates are judged by it.',
    who: 'operator of Cuelight',
  },
} as const satisfies Record<string, CauseDoc>;
