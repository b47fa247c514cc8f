import type { Readable } from 'node:stream';
import type { Caller, Cuelight, Result, Scope } from '@cuelight/core';
import type { z } from 'zod';
import type { Answer, ToldEvent } from '../http/answer.js';
import type { ByteBudget } from '../http/byte-budget.js';
import type { Exposition } from '../metrics/create-metrics.js';
import type { Refusal } from '../problems/refusal.js';
import type { SecretsDesk } from '../secrets/secrets-desk.js';
import type { SignIn } from '../session/create-sign-in.js';
import type { System } from '../shapes/system-shape.js';

/** What every route may use. */
export interface RouteContext {
  readonly cuelight: Cuelight;
  /** Whether the service can do its work now. */
  isReady(): Promise<boolean>;
  /** The OpenAPI document of all routes. */
  openApi(): object;
  /** What is counted, for Prometheus. */
  metrics(): Promise<Exposition>;
  /** What an operator sends to whoever helps: JSON, without a secret. */
  supportBundle(): Promise<string>;
  /** How the service stands. */
  system(): Promise<System>;
  readonly secrets: SecretsDesk;
  /** What the deliveries that are read at once may take. */
  readonly deliveryBudget: ByteBudget;
  /** Signing people in to the pages of the service. */
  readonly signIn: SignIn;
  /** Where the robots of users listen, for the pages of the service. */
  readonly robotPort: number;
}

/** A request as it came, of which only the routing is done. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body: bytes that were read, or the stream of them where the route reads it itself. */
  readonly body: Uint8Array | Readable;
  /** Absent on routes that need no key. */
  readonly caller: Caller | undefined;
  /** The address of whoever opened the connection. */
  readonly peer: string;
  /** Tells of what comes before the answer; absent where nobody wants to hear of it. */
  readonly tell?: Tell;
  /** Has something done once the answer was sent: one thing for each request. */
  afterAnswer(run: () => Promise<void>): void;
}

/** Tells whoever waits for an answer of something on the way to it. */
export type Tell = (event: ToldEvent) => void;

/** Who may call a route: somebody with a key of this scope, or a web page with a token. */
export type MayCall = Scope | 'token';

/**
 * A route as data: the server, the OpenAPI document and the rights table all derive from it.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters as `{id}`. */
  readonly path: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** Who may call it; `anyone` needs no key. With a token, it may be from a page of another origin. */
  readonly who: 'anyone' | readonly [MayCall, ...MayCall[]];
  /** Whoever asks on the machine of the service itself needs no key. */
  readonly isOpenHere?: true;
  /** A process reference that runs on the user's own computer is refused before the body is looked at. */
  readonly needsOrchestratorProcess: boolean;
  readonly takes: RouteInput;
  /** The route reads the body itself, whatever it is. */
  readonly readsRawBody?: true;
  /** By status; every refusal is a problem. */
  readonly answers: Readonly<Record<number, AnswerDoc>>;
  /**
   * What is told on the way to the answer to whoever accepts server-sent events: what the data of each event is. The answer is
   * then the last of them, `answer`.
   */
  readonly tells?: Readonly<Record<string, z.ZodType>>;
  respond(request: RawRequest, context: RouteContext): Promise<Result<Answer, Refusal>>;
}

/** The fields a route takes. What is absent takes none; other headers are left alone, their names in lower case. */
export type RouteInput = {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
};

/** What a route answers with a status. */
export interface AnswerDoc {
  readonly description: string;
  /** Absent for an empty body. */
  readonly body?: z.ZodType;
  /** The media type of a body that is plain text. */
  readonly text?: 'text/plain';
  /** Server-sent events: what the data of each is. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
}
