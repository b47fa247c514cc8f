import { Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createFailedSignIns, mostFailures } from '../../src/session/failed-sign-ins.js';
import { createSessions, mostSessions } from '../../src/session/sessions.js';
import { createSignInCodes, mostCodes } from '../../src/session/sign-in-codes.js';

const nowMs = () => 1_000_000;
const keyed = (keyId: string) => ({ scope: 'admin', appId: 'app', keyId }) as const;

describe('what the sign-in keeps in memory', () => {
  it('is a number of sessions for each key: with one more its oldest ends, and nobody else’s', () => {
    const sessions = createSessions(nowMs);
    const other = sessions.open(keyed('other'), true).id;
    const ended: number[] = [];
    const ids = Array.from({ length: mostSessions.ofKey + 1 }, (_, number) => {
      const { id, session } = sessions.open(keyed('one'), true);
      session.whileOpen(() => ended.push(number));
      return id;
    });

    const [oldest, ...rest] = ids.map((id) => sessions.find(id) !== undefined);

    expect([oldest, ended]).toEqual([false, [0]]);
    expect(rest.every(Boolean) && sessions.find(other) !== undefined).toBe(true);
  });

  it('is a number of sessions in all', () => {
    const sessions = createSessions(nowMs);
    const ids = Array.from(
      { length: mostSessions.inAll + 1 },
      (_, number) => sessions.open(keyed(`${number}`), true).id,
    );

    const [oldest, ...rest] = ids.map((id) => sessions.find(id) !== undefined);

    expect(oldest).toBe(false);
    expect(rest.every(Boolean)).toBe(true);
  });

  it('is not a session that is over, which makes room before any other', () => {
    let time = 0;
    const sessions = createSessions(() => time);
    sessions.open({ ...keyed('short'), untilMs: 5 }, true);
    const ids = Array.from(
      { length: mostSessions.inAll - 1 },
      (_, number) => sessions.open(keyed(`${number}`), true).id,
    );

    time = 5;
    sessions.open(keyed('new'), true);

    expect(ids.every((id) => sessions.find(id) !== undefined)).toBe(true);
  });

  it('is not what begins in a session that has just ended', () => {
    const sessions = createSessions(nowMs);
    const { id, session } = sessions.open(keyed('one'), true);
    let hasEnded = false;

    sessions.end(id);
    session.whileOpen(() => {
      hasEnded = true;
    });

    expect(hasEnded).toBe(true);
  });

  it('is a number of codes: with one more the oldest is good for nothing', () => {
    const codes = createSignInCodes(nowMs);
    const made = Array.from({ length: mostCodes + 1 }, () => codes.make({ scope: 'admin' }).code);

    const [oldest, ...rest] = made.map((code) => codes.redeem(code));

    expect(oldest).toBeUndefined();
    expect(rest.every((caller) => caller?.scope === 'admin')).toBe(true);
    expect(codes.redeem(new Secret(''))).toBeUndefined();
  });

  it('is no sign-in that went well, nor more of those at once than may fail', () => {
    const failed = createFailedSignIns(nowMs);
    const notes = Array.from({ length: mostFailures }, () => failed.note('10.0.0.1'));
    const whileChecking = failed.waitMs('10.0.0.1');

    for (const takeBack of notes) takeBack();

    expect([whileChecking, failed.waitMs('10.0.0.1')]).toEqual([60_000, 0]);
    for (let failure = 1; failure < mostFailures; failure += 1) failed.note('10.0.0.1');
    expect(failed.waitMs('10.0.0.1')).toBe(0);
  });

  it('is how a number of peers fared: those heard of first are forgotten', () => {
    const failed = createFailedSignIns(nowMs);
    for (let failure = 0; failure < mostFailures; failure += 1) failed.note('10.0.0.1');
    const before = failed.waitMs('10.0.0.1');

    for (let peer = 0; peer < 1_000; peer += 1) failed.note(`10.1.${peer >> 8}.${peer & 255}`);

    expect([before, failed.waitMs('10.0.0.1')]).toEqual([60_000, 0]);
  });
});
