import type { Failure } from '@cuelight/core';
import type { Page } from './page.js';

/**
 * What is known of why the robot did not answer: `denied-by-browser`, the page may not reach programs on this computer;
 * `page-not-secure`, the page did not come by https, where browsers may refuse it; `robot-gone`, it has answered this page
 * before; `robot-missing`, none of these: Robot, Assistant or JavaScript Add-On are not there, or something between keeps
 * them from the page.
 */
export type UnreachableReason = 'denied-by-browser' | 'page-not-secure' | 'robot-gone' | 'robot-missing';

/** Finds out what can be known of why the robot did not answer. */
export async function whyUnreachable(page: Page, hasAnswered: boolean): Promise<UnreachableReason> {
  if (await page.isLoopbackDenied()) return 'denied-by-browser';
  if (hasAnswered) return 'robot-gone';
  return page.isSecure ? 'robot-missing' : 'page-not-secure';
}

/** The failure of a call that did not reach the robot. */
export function unreachable(reason: UnreachableReason): Failure {
  return { code: 'local-robot-unreachable', detail: details[reason], cause: reason };
}

const details: Readonly<Record<UnreachableReason, string>> = {
  'denied-by-browser': 'The browser does not let this page reach apps on this device.',
  'page-not-secure':
    'The robot did not answer, and the page did not come by https: browsers may keep it from the robot.',
  // The SDK asks for the port of the user's session once, and never again.
  'robot-gone': 'The robot has answered this page before, and does not any longer: once it runs, load the page again.',
  'robot-missing': 'No robot answered: Robot, Assistant or the JavaScript Add-On may be missing or not running.',
};
