import { type Question, quickMs } from './question.js';

/** About what is to run a process, causes before their consequences. */
export const robotQuestions = [
  {
    id: 'licence-valid',
    group: 'robot',
    question: 'Is the licence of Orchestrator valid?',
    dependsOn: ['credentials-accepted'],
    for: ['cannot-invoke'],
    withinMs: quickMs,
  },
  {
    id: 'robot-able',
    group: 'robot',
    question: 'Is there a robot, on a machine with a free runtime, that can run the process now?',
    dependsOn: ['process-there', 'start-permitted', 'licence-valid'],
    for: ['cannot-invoke'],
    withinMs: quickMs,
  },
  {
    id: 'local-robot-answers',
    group: 'robot',
    question: 'Is RobotJS set up in the browser, and does the robot of that computer answer it?',
    dependsOn: [],
    for: ['cannot-invoke'],
    guide: [12],
    withinMs: quickMs,
  },
  {
    id: 'local-process-downloaded',
    group: 'robot',
    question: 'Has the robot of that computer downloaded the process?',
    dependsOn: ['local-robot-answers'],
    for: ['cannot-invoke'],
    guide: [13],
    withinMs: quickMs,
  },
] as const satisfies readonly Question[];
