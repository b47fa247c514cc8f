import type { FailureDoc } from './failure-doc.js';

/** The codes of running processes by the robot of the user's own computer, from a page. */
export const localRobotFailures = {
  'local-robot-sdk-unavailable': {
    meaning: 'The page could not load @uipath/robot, by which it speaks to the robot of its computer.',
    remedy: 'Load the page again. Whoever made the app checks that it is built with @uipath/robot 1.3.1.',
  },
  'local-robot-unreachable': {
    meaning:
      'The robot of the user’s computer did not answer the page. Browsers do not tell why; detail says what is known.',
    remedy:
      'On that computer: start UiPath Assistant, and install the Robot with its JavaScript Add-On. In the browser: allow the page to reach apps on this device, and open it by https. Then load the page again.',
  },
  'local-robot-forbidden': {
    meaning: 'The robot of the user’s computer refuses every request of this page’s origin.',
    remedy: 'Whoever administers the robot allows the origin of the page in its RobotJS settings.',
  },
  'local-robot-consent-rejected': {
    meaning: 'The user did not allow the page to use the robot, or the robot did not take the consent.',
    remedy: 'Start again, and consent in UiPath Assistant when it shows the code that the page shows.',
  },
  'local-robot-consent-timeout': {
    meaning: 'Nobody consented in UiPath Assistant within a minute.',
    remedy:
      'Start again by a click, so that the browser may open Assistant, and consent there when it shows the code that the page shows.',
  },
  'local-robot-too-old': {
    meaning: 'The robot of the user’s computer is too old for what was asked of it.',
    remedy: 'Update UiPath Assistant and the Robot on that computer.',
  },
  'local-robot-too-slow': {
    meaning: 'The robot of the user’s computer did not answer in time.',
    remedy:
      'Look at UiPath Assistant on that computer, then load the page again: what was waited for may be stuck. A start may have happened all the same.',
  },
  'local-robot-confused': {
    meaning: 'Something answered on the user’s computer, but not as a robot does.',
    remedy:
      'Load the page again. If it stays, check that no other program listens at the port of RobotJS (2323), and update the Robot.',
  },
  'local-robot-refused': {
    meaning: 'The robot of the user’s computer refused to tell its processes.',
    remedy: 'Look at UiPath Assistant on that computer: the user may have to sign in there.',
  },
  'local-robot-busy': {
    meaning: 'The page follows as many jobs of the local robot as its browser can.',
    remedy: 'Wait for one of them to end.',
  },
  'local-process-not-found': {
    meaning: 'The robot of the user’s computer has no such process.',
    remedy:
      'Look at UiPath Assistant on that computer: the user needs access to the folder of the process, or its package. Assistant must be signed in.',
  },
  'local-process-ambiguous': {
    meaning: 'The robot of the user’s computer has several processes of that name.',
    remedy:
      'Give the process a name of its own in Orchestrator, or take the user out of the folders that have another one.',
  },
  'local-process-id-refused': {
    meaning: 'The robot names the process by an id that RobotJS cannot send without breaking it.',
    remedy: 'Rename the process so that it has no &, #, + or % in it.',
  },
  'local-input-refused': {
    meaning: 'The input does not fit the arguments that the process declares. Nothing was started.',
    remedy: 'Correct the arguments named in detail, or publish the process that declares them.',
  },
  'local-start-failed': {
    meaning: 'The robot of the user’s computer refused to start the process.',
    remedy:
      'Look at UiPath Assistant on that computer: another process may be running in the foreground, or the package cannot be downloaded.',
  },
  'local-stop-failed': {
    meaning: 'The robot of the user’s computer refused to stop the process.',
    remedy: 'Stop it in UiPath Assistant on that computer.',
  },
  'local-stop-ambiguous': {
    meaning:
      'A local robot stops all jobs of a process together, and this page, or another of the same app, has more than one.',
    remedy: 'Wait until the others have ended, or stop by mode "kill", which ends them all.',
  },
  'local-job-not-found': {
    meaning:
      'This page has not started such a job of this process, or was loaded anew since: then nobody can follow it.',
    remedy: 'Look at UiPath Assistant on that computer.',
  },
} as const satisfies Record<string, FailureDoc>;
