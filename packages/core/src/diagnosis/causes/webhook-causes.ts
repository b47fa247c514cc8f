import type { CauseDoc } from './cause-doc.js';

/** What can be wrong with the way back: Orchestrator telling this service of jobs. */
export const webhookCauses = {
  'no-public-url': {
    check: 'webhook-subscribed',
    meaning:
      'CUELIGHT_PUBLIC_URL is not set, so that Orchestrator has no address to call: jobs are followed by reading.',
    remedy: 'The operator of Cuelight sets CUELIGHT_PUBLIC_URL to the address at which Orchestrator reaches it.',
    who: 'operator of Cuelight',
  },
  'callback-unreachable': {
    check: 'callback-reachable',
    meaning: 'The server of Orchestrator gets no connection to this service: jobs are followed by reading.',
    remedy: 'A network administrator lets the Orchestrator server reach the address in CUELIGHT_PUBLIC_URL.',
    who: 'network administrator',
  },
  'callback-untrusted': {
    check: 'callback-reachable',
    meaning: 'The server of Orchestrator does not trust the certificate of this service: jobs are followed by reading.',
    remedy:
      'An Orchestrator administrator adds the authority of that certificate to the trusted roots of the Orchestrator server, or the operator of Cuelight uses one that it trusts, with the whole chain.',
    who: 'Orchestrator administrator',
  },
  'webhook-refused': {
    check: 'webhook-subscribed',
    meaning: 'The user may not have or see webhooks: jobs are followed by reading.',
    remedy:
      'An Orchestrator administrator gives the user a tenant role with Webhooks.View, Webhooks.Create, Webhooks.Edit and Webhooks.Delete; an external application needs the scope OR.Webhooks.',
    who: 'Orchestrator administrator',
  },
  'webhook-gone': {
    check: 'webhook-subscribed',
    meaning: 'Orchestrator has no webhook any longer that calls this service: somebody deleted it.',
    remedy: 'Nothing has to be done: within 10 minutes the service makes another.',
    who: 'operator of Cuelight',
  },
  'webhook-changed': {
    check: 'webhook-subscribed',
    meaning: 'The webhook at Orchestrator was disabled or changed: it does not tell this service of jobs as it should.',
    remedy:
      'Nothing has to be done: within 10 minutes the service puts it right. If it is disabled again and again, Orchestrator cannot deliver: see whether it reaches this service.',
    who: 'Orchestrator administrator',
  },
  'ping-lost': {
    check: 'webhook-delivered',
    meaning:
      'Orchestrator sent a ping, but none with a right signature came here: jobs are followed by reading until one does.',
    remedy:
      'A network administrator lets the Orchestrator server reach CUELIGHT_PUBLIC_URL, and an Orchestrator administrator makes it trust its certificate. If deliveries come and are refused, GET /v1/connections/{id}/refused-deliveries tells why.',
    who: 'network administrator',
  },
} as const satisfies Record<string, CauseDoc>;
