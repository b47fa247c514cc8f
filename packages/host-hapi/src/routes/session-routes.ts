import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { readFields } from '../http/read-fields.js';
import { sessionShape, showSession } from '../shapes/session-shape.js';
import { showTime } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import type { Route } from './route.js';

const credentialText = z.string().regex(/^\S{1,500}$/, 'must be 1 to 500 characters without spaces');

const signInBody = z
  .strictObject({
    key: credentialText.exactOptional().describe('An API key of scope admin or designer, or the operator’s own'),
    code: credentialText.exactOptional().describe('What POST /v1/session/codes answered, once'),
  })
  .superRefine(({ key, code }, { addIssue }) => {
    if (key === undefined && code === undefined) {
      addIssue({ code: 'custom', path: ['key'], message: 'is required, unless there is a code' });
    }
    if (key !== undefined && code !== undefined) {
      addIssue({ code: 'custom', path: ['code'], message: 'must not be given together with a key' });
    }
  });

const signInFields = { body: signInBody };

/** Signing in to the service's own pages: a browser gets a cookie, and never keeps a key. */
export const sessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/session',
    summary: 'Sign in to the console with a key or a code, from a page of the service itself; for 8 hours',
    who: 'anyone',
    needsOrchestratorProcess: false,
    takes: signInFields,
    answers: { 200: { description: 'Who is signed in; Set-Cookie has the session', body: sessionShape } },
    async respond(request, { signIn, robotPort }) {
      const fields = readFields(signInFields, request);
      if (!fields.ok) return fields;
      const signedIn = await signIn.signIn(request, fields.value.body);
      if (!signedIn.ok) return signedIn;
      const { session, cookie } = signedIn.value;
      return succeed({ kind: 'json', status: 200, body: showSession(session.caller, robotPort), setCookies: [cookie] });
    },
  },
  defineRoute({
    method: 'GET',
    path: '/v1/session',
    summary: 'Who is signed in, or calls',
    who: ['admin', 'designer'],
    takes: {},
    answers: { 200: { description: 'Who it is', body: sessionShape } },
    async handle({ caller }, { robotPort }) {
      return succeed(json(200, showSession(caller, robotPort)));
    },
  }),
  {
    method: 'DELETE',
    path: '/v1/session',
    summary: 'Sign out, from a page of the service itself',
    who: 'anyone',
    needsOrchestratorProcess: false,
    takes: {},
    answers: { 204: { description: 'Nobody is signed in any more with this browser' } },
    async respond(request, { signIn }) {
      const fields = readFields({}, request);
      if (!fields.ok) return fields;
      const signedOut = signIn.signOut(request);
      return signedOut.ok ? succeed({ kind: 'empty', setCookies: signedOut.value }) : signedOut;
    },
  },
  defineRoute({
    method: 'POST',
    path: '/v1/session/codes',
    summary: 'Make a code with which somebody can sign in as you, once, within 5 minutes',
    who: ['admin'],
    takes: {},
    answers: {
      201: {
        description: 'The code; it is shown this once',
        body: z.strictObject({ code: z.string(), expiresAt: z.string() }),
      },
    },
    async handle({ caller }, { signIn }) {
      const { code, untilMs } = signIn.makeCode(caller);
      return succeed(json(201, { code: code.reveal(), expiresAt: showTime(untilMs) }));
    },
  }),
];
