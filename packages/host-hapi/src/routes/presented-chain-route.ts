import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { defineRoute } from './define-route.js';

/** The certificates that a server presents: to be looked at by somebody who knows from elsewhere which to trust. */
export const presentedChainRoute = defineRoute({
  method: 'POST',
  path: '/v1/presented-chain',
  summary: 'See the certificates that a server presents, trusted or not; nothing is sent to it',
  who: ['admin'],
  takes: { body: z.strictObject({ orchestratorUrl: z.string().min(1).max(2_000) }) },
  answers: {
    200: {
      description: 'The certificates, the server’s own first. That it presents them proves nothing',
      body: z.strictObject({
        isTrusted: z.boolean().describe('Whether they are trusted now, without an authority of a connection’s own'),
        certificates: z.array(
          z.strictObject({
            subject: z.string(),
            issuer: z.string(),
            validFrom: z.string().describe('A day such as 2026-11-23, or unknown'),
            validTo: z.string(),
            isAuthority: z.boolean().describe('Whether it may sign others'),
            isRoot: z.boolean().describe('Whether nobody but itself vouches for it: trust begins at such an authority'),
            pem: z.string(),
          }),
        ),
      }),
    },
  },
  async handle({ body, caller }, { cuelight }) {
    const seen = await cuelight.seeCertificates(body, caller);
    if (!seen.ok) return seen;
    const { isTrusted, certificates } = seen.value;
    const shown = certificates.map(({ fingerprint: _, isCa, isSelfSigned, ...certificate }) => ({
      ...certificate,
      isAuthority: isCa,
      isRoot: isSelfSigned,
    }));
    return succeed(json(200, { isTrusted, certificates: shown }));
  },
});
