import type { CauseDoc } from './cause-doc.js';

const who = 'Orchestrator administrator';

/** What can be wrong with a process, and with what is to run it. */
export const processCauses = {
  'folder-gone': {
    check: 'folder-there',
    meaning: 'The folder of the process was deleted, or the user was taken out of it.',
    remedy:
      'An Orchestrator administrator assigns the user to the folder again, or an app designer binds the process from the folder it is in now.',
    who,
  },
  'folder-renamed': {
    check: 'folder-there',
    meaning: 'The folder has another path than when the process was bound. It is found all the same.',
    remedy: 'Nothing has to be done; an app designer who binds the process again makes the app show the new path.',
    who: 'app designer',
  },
  'folder-remade': {
    check: 'folder-there',
    meaning: 'The folder was made anew under the same path: its key leads nowhere. It is found by its path.',
    remedy: 'An app designer binds the process again, so that it is found by its key.',
    who: 'app designer',
  },
  'folder-doubled': {
    check: 'folder-there',
    meaning: 'The folder is not there under its key, and several folders have its path.',
    remedy: 'An app designer binds the process again from the folder that is meant.',
    who: 'app designer',
  },
  'process-moved': {
    check: 'process-there',
    meaning: 'The process is in another folder now.',
    remedy:
      'An app designer binds it again from the folder named as evidence, or an Orchestrator administrator moves it back.',
    who: 'app designer',
  },
  'process-remade': {
    check: 'process-there',
    meaning: 'The process was deleted, and made anew from the same package: it is another one for Orchestrator.',
    remedy: 'An app designer binds the new one.',
    who: 'app designer',
  },
  'process-gone': {
    check: 'process-there',
    meaning: 'The process was deleted, or the user sees it no more.',
    remedy: 'An Orchestrator administrator makes it again from its package, and an app designer binds it.',
    who,
  },
  'version-changed': {
    check: 'version-unchanged',
    meaning: 'The app pins a version of the package, and the process has another one.',
    remedy:
      'An Orchestrator administrator sets the process back to that version, or an app designer binds it again with the present one.',
    who: 'app designer',
  },
  'licence-expired': {
    check: 'licence-valid',
    meaning: 'The licence of Orchestrator has expired.',
    remedy: 'An Orchestrator administrator renews it.',
    who,
  },
  'needs-local-robot': {
    check: 'robot-able',
    meaning: 'The process runs in the session of a user: Orchestrator has no robot for it.',
    remedy:
      'The user starts it on the own computer, or an Orchestrator administrator defines an unattended robot on the user of the connection.',
    who,
  },
  'no-unattended-robot': {
    check: 'robot-able',
    meaning: 'No user in the folder has an unattended robot.',
    remedy: 'An Orchestrator administrator assigns a user or robot account with an unattended robot to the folder.',
    who,
  },
  'no-machine': {
    check: 'robot-able',
    meaning: 'No machine in the folder has a runtime of the kind that the job needs.',
    remedy:
      'An Orchestrator administrator assigns a machine template with Unattended or NonProduction runtimes to the folder.',
    who,
  },
  'machines-disconnected': {
    check: 'robot-able',
    meaning: 'The machines of the folder are not connected to Orchestrator.',
    remedy: 'An Orchestrator administrator starts the robot service on one of them.',
    who,
  },
  'robots-busy': {
    check: 'robot-able',
    meaning: 'Every runtime of the folder is taken: a job would wait.',
    remedy: 'Wait, or an Orchestrator administrator adds runtimes to the folder.',
    who,
  },
  'too-many-pending': {
    check: 'robot-able',
    meaning: 'All robots that may run this process already have pending jobs for it.',
    remedy:
      'Start it again when a pending job has begun or was stopped, or an Orchestrator administrator adds robots and runtimes.',
    who,
  },
  'no-licence-for-robot': {
    check: 'robot-able',
    meaning: 'There is no licence for a robot that could run the process.',
    remedy: 'An Orchestrator administrator renews the licence, or assigns runtimes of it to the machine.',
    who,
  },
  'robots-in-maintenance': {
    check: 'robot-able',
    meaning: 'The machines of the folder are in maintenance.',
    remedy: 'An Orchestrator administrator ends the maintenance of a machine.',
    who,
  },
  'start-not-possible': {
    check: 'robot-able',
    meaning: 'Orchestrator would not start the process, for the reason whose word is named as evidence.',
    remedy: 'An Orchestrator administrator looks that word up, and starts the process by hand to see it.',
    who,
  },
} as const satisfies Record<string, CauseDoc>;
