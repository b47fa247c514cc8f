import { createEventStream, type Result } from '@cuelight/core';
import { type Problem, problemOf } from '../problems/problem.js';
import type { Refusal } from '../problems/refusal.js';
import type { Tell } from '../routes/route.js';
import type { Answer, ToldEvent } from './answer.js';
import { told } from './told.js';

/** What whoever runs a request needs to know of one that is answered live. */
export interface LivePorts {
  readonly traceId: string;
  /** Told of a bug that ended it. Answers what it is answered with. */
  onFault(fault: unknown): Refusal;
  /** Told with what it was refused, once its answer had begun. */
  onRefused(refusal: Refusal): void;
}

/** Whether somebody accepts server-sent events. */
export function wantsEvents({ accept }: Readonly<Record<string, unknown>>): boolean {
  if (typeof accept !== 'string') return false;
  return accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return type === 'text/event-stream' && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

/**
 * Answers with what is told on the way to an answer, and with the answer as the last event. What is refused, or met a bug,
 * before anything was told is answered as ever. Whoever hangs up ends nothing but the telling.
 */
export async function answerLive(
  respond: (tell: Tell) => Promise<Result<Answer, Refusal>>,
  ports: LivePorts,
): Promise<Result<Answer, Refusal>> {
  const stream = createEventStream<ToldEvent>(() => {});
  let begin = () => {};
  const begun = new Promise<undefined>((resolve) => {
    begin = () => resolve(undefined);
  });
  const answering = respond((event) => {
    stream.push(event);
    begin();
  });
  const first = await Promise.race([answering, begun]);
  if (first?.ok === false) return first;
  const finish = (status: number, body: object) => {
    stream.push({ name: 'answer', data: { status, body } });
    stream.end();
  };
  const refuse = (refusal: Refusal) => {
    ports.onRefused(refusal);
    const problem: Problem = problemOf(refusal, ports.traceId);
    finish(problem.status, problem);
  };
  answering.then(
    (answered) => {
      if (!answered.ok) refuse(answered.failure);
      else if (answered.value.kind === 'json') finish(answered.value.status, answered.value.body);
      else refuse(ports.onFault(new Error(`an answer of kind ${answered.value.kind} cannot be told`)));
    },
    (fault: unknown) => refuse(ports.onFault(fault)),
  );
  return { ok: true, value: told(stream, (event) => event) };
}
