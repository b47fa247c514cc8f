import { type Question, quickMs, symptoms } from './question.js';

/** About folders and processes, causes before their consequences. */
export const processQuestions = [
  {
    id: 'folders-listed',
    group: 'process',
    question: 'May this user list folders, and see any?',
    dependsOn: ['user-active'],
    for: symptoms,
    guide: [5],
    withinMs: quickMs,
  },
  {
    id: 'folder-there',
    group: 'process',
    question: 'Is the folder of the process still there for this user?',
    dependsOn: ['folders-listed'],
    for: ['no-processes', 'cannot-invoke'],
    guide: [6],
    withinMs: quickMs,
  },
  {
    id: 'processes-listed',
    group: 'process',
    question: 'May this user list the processes of the folder, and are there any?',
    dependsOn: ['folder-there'],
    for: symptoms,
    guide: [5, 6],
    withinMs: quickMs,
  },
  {
    id: 'process-there',
    group: 'process',
    question: 'Is the process still in that folder?',
    dependsOn: ['folder-there'],
    for: ['no-processes', 'cannot-invoke'],
    guide: [11],
    withinMs: quickMs,
  },
  {
    id: 'version-unchanged',
    group: 'process',
    question: 'Has it still the version that the app pins?',
    dependsOn: ['process-there'],
    for: ['no-processes', 'cannot-invoke'],
    guide: [11],
    withinMs: quickMs,
  },
  {
    id: 'start-permitted',
    group: 'process',
    question: 'May this user start, read and stop jobs in the folder?',
    dependsOn: ['folder-there'],
    for: ['cannot-connect', 'cannot-invoke'],
    guide: [5, 14],
    withinMs: quickMs,
  },
] as const satisfies readonly Question[];
