import type { CauseDoc } from './cause-doc.js';

const check = 'local-robot-answers';
const who = 'user at the computer';

/** Why the robot of a user's computer may not answer a page: what a browser tells of that. */
export const robotCauses = {
  'robot-missing': {
    check,
    meaning: 'The page finds no robot on the computer of the user.',
    remedy:
      'The user starts UiPath Assistant, and installs the Robot with its JavaScript Add-On; whoever administers the robot compares its port (ListenerPort) with CUELIGHT_ROBOT_PORT.',
    who,
  },
  'robot-gone': {
    check,
    meaning: 'The robot on the computer of the user went away while the page was open.',
    remedy: 'The user starts UiPath Assistant again, and then loads the page again.',
    who,
  },
  'denied-by-browser': {
    check,
    meaning: 'The browser keeps the page from the robot on the computer of the user.',
    remedy:
      'The user allows the page to reach apps on this device in the settings of the browser, or an administrator does by the policy LoopbackNetworkAllowedForUrls.',
    who,
  },
  'page-not-secure': {
    check,
    meaning: 'The page is not served by https.',
    remedy: 'The operator of Cuelight serves it by https; then browsers ask the user instead of refusing.',
    who: 'operator of Cuelight',
  },
} as const satisfies Record<string, CauseDoc>;
