import type { FailureCode } from '../failure/failures.js';

/** What somebody complains of. */
export const symptoms = ['cannot-connect', 'no-processes', 'cannot-invoke'] as const;

/** What somebody complains of: it decides which checks are made. */
export type Symptom = (typeof symptoms)[number];

/** What questions are about, by groups, in the order in which they are told. */
export const questionGroups = {
  way: 'The way to the server',
  trust: 'Trust',
  orchestrator: 'Orchestrator',
  credential: 'The credential',
  process: 'Folders and processes',
  robot: 'What runs the process',
  callback: 'The way back',
} as const;

/** One question of the diagnosis. */
export interface Question {
  readonly id: string;
  readonly group: keyof typeof questionGroups;
  readonly question: string;
  /** The checks that must not fail before it can be asked; all stand before it. */
  readonly dependsOn: readonly string[];
  /** The complaints for which it is asked; what it depends on is asked as well. */
  readonly for: readonly Symptom[];
  /** The numbers of the questions of UiPath's guide that it answers, see {@link guideQuestions}. */
  readonly guide?: readonly number[];
  /** Things go on without it: what it finds wrong is a warning. */
  readonly isAdvisory?: true;
  /** How long it may take, in milliseconds. */
  readonly withinMs: number;
  /** What it means that it takes longer; `orchestrator-timeout` when absent. */
  readonly lateCause?: FailureCode;
}

/** The questions a person is to answer by UiPath's Apps guide 2023.10, "Validating the Configuration", in short. */
export const guideQuestions = [
  'Unable to connect: are the outgoing addresses allowed?',
  'Unable to connect: is the port of Orchestrator allowed?',
  'Unable to connect: is the URL right, with its port?',
  'Unable to connect: are the credentials right?',
  'Unable to connect: may the user list and run folders and processes?',
  'No or wrong processes: may the user read the folder of the processes?',
  'Error when invoking: are the outgoing addresses still allowed?',
  'Error when invoking: is the port still allowed?',
  'Error when invoking: does the user still exist?',
  'Error when invoking: has the user still the same credentials?',
  'Error when invoking: is the process, in the exact version, still in the same folder?',
  'Error when invoking: is RobotJS set up, and does it reach the robot?',
  'Error when invoking: was the process downloaded to the local robot?',
  'Error when invoking: may the user execute the process?',
] as const;

const always = ['cannot-connect', 'no-processes', 'cannot-invoke'] as const;
const quickMs = 5_000;
/** The first eleven are answered by one look at the way to Orchestrator. */
export const lookMs = 6_000;
/** A look that ends in time must be heard. */
const seeMs = lookMs + 1_000;

/** Every question, in the order in which causes come before their consequences. */
export const questions = [
  {
    id: 'name-resolves',
    group: 'way',
    question: 'Does the name of the server resolve to an address here?',
    dependsOn: [],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'address-allowed',
    group: 'way',
    question: 'May this service call that address?',
    dependsOn: ['name-resolves'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'host-reached',
    group: 'way',
    question: 'Do calls from here get through to the server, and its answers back?',
    dependsOn: ['address-allowed'],
    for: always,
    guide: [1, 7],
    withinMs: seeMs,
  },
  {
    id: 'port-open',
    group: 'way',
    question: 'Does it accept connections on that port?',
    dependsOn: ['host-reached'],
    for: always,
    guide: [2, 8],
    withinMs: seeMs,
  },
  {
    id: 'tls-spoken',
    group: 'trust',
    question: 'Does it speak TLS there?',
    dependsOn: ['port-open'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'certificate-trusted',
    group: 'trust',
    question: 'Is the certificate it presents from an authority that is trusted here?',
    dependsOn: ['tls-spoken'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'certificate-current',
    group: 'trust',
    question: 'Is that certificate valid now?',
    dependsOn: ['tls-spoken'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'certificate-names-host',
    group: 'trust',
    question: 'Was it made for this host?',
    dependsOn: ['tls-spoken'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'http-answers',
    group: 'orchestrator',
    question: 'Does it answer requests?',
    dependsOn: ['certificate-trusted', 'certificate-current', 'certificate-names-host'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'orchestrator-in-service',
    group: 'orchestrator',
    question: 'Is it in service, and not in maintenance?',
    dependsOn: ['http-answers'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'orchestrator-answers',
    group: 'orchestrator',
    question: 'Is an Orchestrator at this very address, with this port and path?',
    dependsOn: ['orchestrator-in-service'],
    for: always,
    guide: [3],
    withinMs: seeMs + 4_000,
  },
  {
    id: 'version-supported',
    group: 'orchestrator',
    question: 'Is it a version that this service knows?',
    dependsOn: ['orchestrator-answers'],
    for: always,
    withinMs: seeMs,
  },
  {
    id: 'clock-agrees',
    group: 'orchestrator',
    question: 'Do its clock and the one of this machine agree?',
    dependsOn: ['http-answers'],
    for: always,
    isAdvisory: true,
    withinMs: seeMs,
  },
  {
    id: 'credential-readable',
    group: 'credential',
    question: 'Can this service read the credential of the connection where it is kept?',
    dependsOn: [],
    for: always,
    withinMs: quickMs,
    lateCause: 'secret-unavailable',
  },
  {
    id: 'identity-answers',
    group: 'credential',
    question: 'Does the identity server answer that gives out access tokens?',
    dependsOn: ['orchestrator-answers', 'credential-readable'],
    for: always,
    withinMs: quickMs,
  },
  {
    id: 'credentials-accepted',
    group: 'credential',
    question: 'Does Orchestrator accept the credential, for this tenant?',
    dependsOn: ['version-supported', 'identity-answers'],
    for: always,
    guide: [4, 10],
    withinMs: quickMs,
  },
  {
    id: 'user-active',
    group: 'credential',
    question: 'Is there still an active user with this credential?',
    dependsOn: ['credentials-accepted'],
    for: always,
    guide: [9],
    withinMs: quickMs,
  },
  {
    id: 'folders-listed',
    group: 'process',
    question: 'May this user list folders, and see any?',
    dependsOn: ['user-active'],
    for: always,
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
    for: always,
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
  {
    id: 'callback-reachable',
    group: 'callback',
    question: 'Does Orchestrator reach this service, and trust its certificate?',
    dependsOn: ['credentials-accepted'],
    for: always,
    isAdvisory: true,
    withinMs: quickMs,
  },
  {
    id: 'webhook-subscribed',
    group: 'callback',
    question: 'Has Orchestrator a webhook that tells this service of jobs?',
    dependsOn: ['credentials-accepted'],
    for: always,
    isAdvisory: true,
    withinMs: quickMs,
  },
  {
    id: 'webhook-delivered',
    group: 'callback',
    question: 'Does a signed ping from Orchestrator arrive here?',
    dependsOn: ['webhook-subscribed'],
    for: always,
    isAdvisory: true,
    withinMs: 12_000,
  },
] as const satisfies readonly Question[];

/** The id of a check. Stable; to be relied on by programs. */
export type CheckId = (typeof questions)[number]['id'];
