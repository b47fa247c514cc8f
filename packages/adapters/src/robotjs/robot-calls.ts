import { type CancelSignal, type Clock, type Failure, fail, type Result, succeed } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';
import { type Errand, failureOf, statusOf, type Trouble } from './failure-of.js';
import type { Patience } from './options.js';
import type { Page } from './page.js';
import type { RobotSdk } from './robot-sdk.js';
import type { SdkListener } from './sdk-events.js';
import type { Turns } from './turns.js';
import { unreachable, whyUnreachable } from './why-unreachable.js';

/** A turn without consent is over after this time, in milliseconds: a long start keeps nobody waiting. */
const turnMs = 10_000;

/** What one call asks of the SDK. */
export interface RobotCall<T> {
  readonly errand: Errand;
  ask(sdk: RobotSdk): Promise<T>;
  readonly withinMs: number;
  readonly signal?: CancelSignal | undefined;
}

/** What calls share. */
export interface CallingPorts {
  loadSdk(): Promise<RobotSdk | undefined>;
  /** The listeners of the SDK: each call adds its own. */
  readonly hearing: Set<SdkListener>;
  readonly turns: Turns;
  readonly page: Page;
  readonly clock: Clock;
  readonly patience: Patience;
  /** The call that asked for consent is over. */
  consentIsOver(): void;
}

/** Asks the robot through the SDK, within a time, as long as the answer is wanted. */
export interface RobotCalls {
  call<T>(call: RobotCall<T>): Promise<Result<T, Failure>>;
  /** Whether the robot has ever answered this page. */
  hasAnswered(): boolean;
}

/** Makes calls one after another: see {@link Turns}. */
export function createRobotCalls(ports: CallingPorts): RobotCalls {
  let hasAnswered = false;

  async function call<T>({ errand, ask, withinMs, signal }: RobotCall<T>): Promise<Result<T, Failure>> {
    const sdk = await ports.loadSdk();
    if (sdk === undefined) return fail(noSdk);
    // A stop never asks for consent, and must not wait for whoever does.
    const endTurn = errand === 'stop' ? () => {} : await ports.turns.take();
    if (signal?.aborted === true) {
      endTurn();
      return fail(failureOf(errand, { kind: 'cancelled', wasSent: false }));
    }
    const { answer, wasUnanswered } = await asking(ports, () => ask(sdk), withinMs, signal, endTurn);
    if (answer.kind === 'answer') {
      hasAnswered = true;
      return succeed(answer.value);
    }
    // A stop tells nothing by itself of a robot that is gone, except by the text of its refusal.
    const isUnreached = answer.kind === 'rejected' && (wasUnanswered || statusOf(answer.reason) === 0);
    if (!isUnreached) return fail(failureOf(errand, answer));
    const failure = unreachable(await whyUnreachable(ports.page, hasAnswered));
    return fail(errand === 'start' ? { ...failure, mayHaveHappened: true } : failure);
  }

  return { call, hasAnswered: () => hasAnswered };
}

interface Asked<T> {
  readonly answer: { readonly kind: 'answer'; readonly value: T } | Trouble;
  /** The SDK has said, during the call, that nobody answers. */
  readonly wasUnanswered: boolean;
}

function asking<T>(
  { hearing, page, clock, patience, consentIsOver }: CallingPorts,
  ask: () => Promise<T>,
  withinMs: number,
  signal: CancelSignal | undefined,
  endTurn: () => void,
): Promise<Asked<T>> {
  return new Promise((resolve) => {
    let [wasUnanswered, wasConsentAsked, wasMalformed, isOver] = [false, false, false, false];
    const end = (answer: Asked<T>['answer']) => {
      if (isOver) return;
      isOver = true;
      hearing.delete(listener);
      for (const forget of [cancelDeadline, cancelTurn, stopListening, stopHearing, endTurn]) forget();
      if (wasConsentAsked) consentIsOver();
      resolve({ answer, wasUnanswered });
    };
    const listener: SdkListener = {
      consentAsked() {
        wasConsentAsked = true;
        cancelTurn();
        cancelDeadline();
        const before = page.consentToken();
        cancelDeadline = clock.after(patience.consentWithinMs, () => {
          const isConsented = page.consentToken() !== before;
          end(isConsented ? { kind: 'late', wasMalformed } : { kind: 'consent-late' });
        });
      },
      unanswered() {
        wasUnanswered = true;
      },
    };
    hearing.add(listener);
    let cancelDeadline = clock.after(withinMs, () => end({ kind: 'late', wasMalformed }));
    const cancelTurn = clock.after(turnMs, endTurn);
    const stopListening = whenCancelled(signal, () => end({ kind: 'cancelled', wasSent: true }));
    // At a body that is no JSON the SDK throws where nobody catches it, and then waits for ever.
    const stopHearing = page.onUncaught((error) => {
      wasMalformed ||= error instanceof SyntaxError;
    });
    // What throws at once is a rejection too.
    (async () => ask())().then(
      (value) => end({ kind: 'answer', value }),
      (reason: unknown) => end({ kind: 'rejected', reason, wasConsentAsked }),
    );
  });
}

const noSdk: Failure = { code: 'local-robot-sdk-unavailable', detail: 'The page could not load @uipath/robot.' };
