import { randomBytes } from 'node:crypto';
import type { Canary, Place } from './search.js';

/** What a process is given and gives in the drive, one of each for each app. */
export interface ProcessData {
  readonly input: string;
  readonly argumentName: string;
  readonly idempotencyKey: string;
  readonly output: string;
  readonly fault: string;
  readonly progress: string;
  readonly event: string;
}

/** What the connections sign in with, and what is sent in place of it by mistake. */
export interface Credentials {
  readonly password: string;
  readonly clientSecret: string;
  readonly accessToken: string;
  readonly wrong: string;
}

/** Texts that no other run and no other thing has, with what has to be escaped somewhere. */
export function someProcessData(): ProcessData {
  return {
    input: aText(),
    argumentName: aText(),
    idempotencyKey: aVisibleText(),
    output: aText(),
    fault: aText(),
    progress: aText(),
    event: aText(),
  };
}

export function someCredentials(): Credentials {
  return { password: aText(), clientSecret: aVisibleText(), accessToken: aVisibleText(), wrong: aVisibleText() };
}

/** Where the process data of an app may be: outputs and faults in what it is told of its own jobs, the rest nowhere. */
export function canariesOf(appId: string, data: ProcessData): readonly Canary[] {
  const mayStandIn = (place: Place) => isToldOfOwnJob(place, appId);
  return [
    ...both('the input of a job', data.input),
    ...both('the name of an argument', data.argumentName),
    ...both('an idempotency key', data.idempotencyKey),
    ...both('the output of a job', data.output, mayStandIn),
    ...both('the fault of a job', data.fault, mayStandIn),
    ...both('what a job says of its progress', data.progress),
    ...both('a text of a webhook', data.event),
  ];
}

export function canariesIn({ password, clientSecret, accessToken, wrong }: Credentials): readonly Canary[] {
  return [
    ...both('the password', password),
    ...both('the client secret', clientSecret),
    ...both('the personal access token', accessToken),
    ...both('a wrong credential', wrong),
  ];
}

/** The key and the id of a job. */
export function canariesOfJob(appId: string, { Key, Id }: Readonly<Record<string, unknown>>): readonly Canary[] {
  return [
    { what: 'the key of a job', text: String(Key), mayStandIn: (place) => isToldOfOwnJob(place, appId) },
    { what: 'the id of a job', text: String(Id), isWord: true },
  ];
}

function isToldOfOwnJob({ kind, name, appId }: Place, owner: string): boolean {
  return kind === 'reply' && appId === owner && /\/(jobs|events)\b/.test(name);
}

/** The whole, and its start by itself: an escaping that nobody thought of would leave that as it is, and a cut too. */
function both(what: string, text: string, mayStandIn?: Canary['mayStandIn']): readonly Canary[] {
  const start = text.slice(0, lengthOfStart);
  return [text, start].map((each) => ({ what, text: each, ...(mayStandIn !== undefined && { mayStandIn }) }));
}

const lengthOfStart = 16;

function aText(): string {
  return `${randomBytes(lengthOfStart / 2).toString('hex')} "ü/+&=%\\<>'`;
}

function aVisibleText(): string {
  return `${randomBytes(lengthOfStart / 2).toString('hex')}"/+&=%\\<>'`;
}
