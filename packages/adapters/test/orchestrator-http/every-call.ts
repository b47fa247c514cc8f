import { type Failure, type OrchestratorAccess, type Result, Secret } from '@cuelight/core';
import type { OrchestratorHttp } from '../../src/orchestrator-http/index.js';
import { accountsPayable } from './scripted-orchestrator.js';

const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';
const jobKey = '1c7222dc-416f-4c60-9b17-88262c91768f';
const url = 'https://cuelight.example/hooks/1';
const page = { skip: 0, take: 10 };

/** Every call of the five ports, by name, with arguments as they are in use. */
export function everyCall(
  { sessions, directory, jobs, webhooks, inspection }: OrchestratorHttp,
  access: OrchestratorAccess,
  { inputText = '{"in_Text":"hello"}', webhookSecret = 'webhook-secret' } = {},
): Readonly<Record<string, () => Promise<Result<unknown, Failure>>>> {
  const folder = accountsPayable;
  return {
    signIn: () => sessions.signIn(access),
    listFolders: () => directory.listFolders(access, page),
    findFolder: () => directory.findFolder(access, folder.key),
    listProcesses: () => directory.listProcesses(access, folder, page),
    listProcessesAcross: () => directory.listProcessesAcross(access, page),
    findProcess: () => directory.findProcess(access, folder, releaseKey),
    start: () => jobs.start(access, folder, { releaseKey, inputText, reference: 'cl1.app.key.body' }),
    stop: () => jobs.stop(access, folder, 7, 'kill'),
    readById: () => jobs.readById(access, folder, 7),
    readList: () => jobs.readList(access, folder, [7, 8]),
    findByKey: () => jobs.findByKey(access, folder, jobKey),
    findByReference: () => jobs.findByReference(access, folder, 'cl1.app.', 'unfinished'),
    create: () => webhooks.create(access, { url, secret: new Secret(webhookSecret) }),
    findByUrl: () => webhooks.findByUrl(access, url),
    read: () => webhooks.read(access, 5),
    change: () => webhooks.change(access, 5, { url, secret: new Secret(webhookSecret) }),
    ping: () => webhooks.ping(access, 5),
    delete: () => webhooks.delete(access, 5),
    currentUser: () => inspection.currentUser(access),
    permissions: () => inspection.permissions(access),
    permissionsInFolder: () => inspection.permissions(access, folder),
    capacity: () => inspection.capacity(access, folder),
    validateStart: () => inspection.validateStart(access, folder, releaseKey),
    licence: () => inspection.licence(access),
    canReach: () => inspection.canReach(access, url),
  };
}
