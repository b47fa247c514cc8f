import { describe, expect, it } from 'vitest';
import {
  type AuditRecord,
  type Caller,
  type Connection,
  type Cuelight,
  fail,
  type ProcessReference,
} from '../../src/index.js';
import { admin, connectInput, createWorld, expectValue, type World } from '../world/a-world.js';
import { folder, releaseKey } from '../world/stub-orchestrator.js';

/** What a use case is given to change, made beforehand. */
interface Given {
  readonly cuelight: Cuelight;
  readonly world: World;
  readonly connectionId: string;
  readonly appId: string;
  readonly keyId: string;
  readonly processId: string;
}

const elsewhere = { orchestratorUrl: 'https://other.example', credential: connectInput.credential };
const disconnecting = { deleteReferences: true, acceptOrphanWebhook: false };
const bindInput = (connectionId: string) => ({
  ...{ connectionId, folderKey: folder.key, releaseKey },
  runOn: 'orchestrator' as const,
});

/** A use case that changes something. */
interface Changing {
  /** What is the same in both entries. */
  readonly records: { readonly action: string; readonly subject: object; readonly actor?: object };
  /** Brings about what it is there to put right. */
  prepare?(given: Given): void;
  run(given: Given): Promise<unknown>;
}

/** Every use case there is, and what is recorded of it. */
const useCases: Readonly<Record<string, 'changes nothing' | Changing>> = {
  as: 'changes nothing',
  record: {
    records: { action: 'rotate-master-key', subject: {} },
    run: ({ cuelight }) => cuelight.record('rotate-master-key', {}, async () => ({ ok: true, value: undefined })),
  },
  'audit.list': 'changes nothing',
  'audit.verify': 'changes nothing',
  'appStreams.close': 'changes nothing',
  'appStreams.jobStarted': 'changes nothing',
  'appStreams.processGone': 'changes nothing',
  'appStreams.watch': 'changes nothing',
  'apps.callerOf': 'changes nothing',
  'apps.isCurrent': 'changes nothing',
  'tokens.callerOf': 'changes nothing',
  // It is kept nowhere, and ends within 15 minutes.
  'tokens.make': 'changes nothing',
  'webOrigins.isOfAny': 'changes nothing',
  'webOrigins.isOfApp': 'changes nothing',
  'apps.changeApp': {
    records: { action: 'change-origins', subject: { appId: 'app' } },
    run: ({ cuelight, appId }) =>
      cuelight.apps.changeApp(appId, { name: 'Portal', origins: ['https://moved.example'] }),
  },
  'apps.createApp': {
    records: { action: 'create-app', subject: { appId: expect.any(String) } },
    run: ({ cuelight }) => cuelight.apps.createApp({ name: 'Portal', origins: [] }),
  },
  'apps.createKey': {
    records: { action: 'create-key', subject: { appId: 'app', keyId: expect.any(String) } },
    run: ({ cuelight, appId }) => cuelight.apps.createKey(appId, { name: 'night run', scope: 'admin' }),
  },
  'apps.deleteApp': {
    records: { action: 'delete-app', subject: { appId: 'app' } },
    run: ({ cuelight, appId }) => cuelight.apps.deleteApp(appId),
  },
  'apps.deleteKey': {
    records: { action: 'revoke-key', subject: { appId: 'app', keyId: 'key' } },
    run: ({ cuelight, appId, keyId }) => cuelight.apps.deleteKey(appId, keyId),
  },
  'apps.listApps': 'changes nothing',
  'apps.listKeys': 'changes nothing',
  'browse.everyFolder': 'changes nothing',
  'browse.everyProcess': 'changes nothing',
  'browse.listAllProcesses': 'changes nothing',
  'browse.listFolders': 'changes nothing',
  'browse.listProcesses': 'changes nothing',
  changeTarget: {
    records: { action: 'change-target', subject: { connectionId: 'connection' } },
    run: ({ cuelight, connectionId }) => cuelight.changeTarget(connectionId, elsewhere, admin),
  },
  check: 'changes nothing',
  checkAddress: 'changes nothing',
  checkConnections: 'changes nothing',
  close: 'changes nothing',
  connect: {
    records: { action: 'connect', subject: { connectionId: expect.any(String) } },
    run: ({ cuelight }) => cuelight.connect(connectInput, admin),
  },
  'connections.find': 'changes nothing',
  'connections.list': 'changes nothing',
  'connections.rename': {
    records: { action: 'rename-connection', subject: { connectionId: 'connection' } },
    run: ({ cuelight, connectionId }) => cuelight.connections.rename(connectionId, 'Finance'),
  },
  'diagnoses.all': 'changes nothing',
  'diagnoses.last': 'changes nothing',
  'deliveries.isExpected': 'changes nothing',
  'deliveries.take': 'changes nothing',
  'refusedDeliveries.note': 'changes nothing',
  'refusedDeliveries.of': 'changes nothing',
  disconnect: {
    records: { action: 'disconnect', subject: { connectionId: 'connection' } },
    run: ({ cuelight, connectionId }) => cuelight.disconnect(connectionId, disconnecting),
  },
  'exportSetup.credential': {
    records: { action: 'export-credential', subject: { connectionId: 'connection' } },
    run: ({ cuelight, connectionId }) => cuelight.exportSetup.credential(connectionId),
  },
  'exportSetup.read': 'changes nothing',
  followed: 'changes nothing',
  'importSetup.app': {
    records: { action: 'import-app', subject: { appId: 'id-imported' } },
    run: ({ cuelight }) => cuelight.importSetup.app({ id: 'id-imported', name: 'Portal', origins: [], createdAtMs: 0 }),
  },
  'importSetup.compare': 'changes nothing',
  'importSetup.connection': {
    records: { action: 'import-connection', subject: { connectionId: 'id-imported' } },
    async run({ cuelight, connectionId, world }) {
      const row = world.storage.rows.connections.get(connectionId);
      const imported = { id: 'id-imported', name: 'Finance', target: (row as Connection).target };
      return cuelight.importSetup.connection(imported, connectInput.credential, []);
    },
  },
  'importSetup.references': {
    records: {
      action: 'import-process',
      subject: { appId: 'app', connectionId: 'connection', processId: 'id-imported' },
    },
    async run({ cuelight, connectionId, processId, world }) {
      const row = world.storage.rows.references.get(processId);
      return cuelight.importSetup.references(connectionId, [{ ...(row as ProcessReference), id: 'id-imported' }]);
    },
  },
  'jobs.read': 'changes nothing',
  // Jobs are Orchestrator's, and starting or stopping them is not recorded.
  'jobs.stop': 'changes nothing',
  'jobs.watch': 'changes nothing',
  keepSubscriptions: {
    records: { actor: { kind: 'service' }, action: 'keep-webhook', subject: { connectionId: 'connection' } },
    prepare: ({ world }) => world.orchestrator.webhookUrls.clear(),
    run: ({ world }) => world.cuelight.keepSubscriptions(),
  },
  openHooks: 'changes nothing',
  'references.bind': {
    records: {
      action: 'bind-process',
      subject: { appId: 'app', connectionId: 'connection', processId: expect.any(String) },
    },
    run: ({ cuelight, appId, connectionId }) => cuelight.references.bind(appId, bindInput(connectionId), admin),
  },
  'references.findRunnable': 'changes nothing',
  'references.list': 'changes nothing',
  'references.unbind': {
    records: { action: 'unbind-process', subject: { appId: 'app', processId: 'process' } },
    run: ({ cuelight, appId, processId }) => cuelight.references.unbind(appId, processId, admin),
  },
  replaceCredential: {
    records: { action: 'replace-credential', subject: { connectionId: 'connection' } },
    run: ({ cuelight, connectionId }) => cuelight.replaceCredential(connectionId, connectInput.credential),
  },
  rotateWebhookSecret: {
    records: { action: 'rotate-webhook-secret', subject: { connectionId: 'connection' } },
    run: ({ cuelight, connectionId }) => cuelight.rotateWebhookSecret(connectionId),
  },
  seeCertificates: 'changes nothing',
  startJob: 'changes nothing',
  sweepConnections: {
    records: { actor: { kind: 'service' }, action: 'remove-connection', subject: { connectionId: 'connection' } },
    prepare({ world, connectionId }) {
      const row = world.storage.rows.connections.get(connectionId);
      if (row !== undefined) world.storage.rows.connections.set(connectionId, { ...row, status: 'retired' });
    },
    run: ({ world }) => world.cuelight.sweepConnections(),
  },
};

const designer: Caller = { scope: 'designer', appId: 'id-app', keyId: 'id-key' };
const byDesigner = { kind: 'api-key', appId: 'id-app', keyId: 'id-key' } as const;

describe('the audit log', () => {
  it('has a line in this test for every use case', () => {
    expect([...namesOf(createWorld().cuelight)].sort()).toEqual(Object.keys(useCases).sort());
  });

  const changing = Object.entries(useCases).flatMap(([name, kind]) =>
    kind === 'changes nothing' ? [] : [{ name, ...kind }],
  );

  it.each(changing)('records $name: by whom it was begun, then that it is done', async (useCase) => {
    const { given, named } = await everythingThereIs();
    useCase.prepare?.(given);
    const before = given.world.storage.rows.audit.records.length;

    await useCase.run(given);

    const recorded = given.world.storage.rows.audit.records.slice(before).map(named);
    const { subject, ...records } = { actor: byDesigner, ...useCase.records };
    expect(recorded).toMatchObject([
      { seq: before + 1, ...records, phase: 'begun' },
      { seq: before + 2, ...records, phase: 'done', begunSeq: before + 1 },
    ]);
    expect(recorded[1]?.subject).toEqual(subject);
  });

  it.each(changing)('lets nothing change by $name while its beginning cannot be recorded', async (useCase) => {
    const { given } = await everythingThereIs();
    useCase.prepare?.(given);
    const before = stateOf(given.world);
    given.world.storage.broken.add('auditLog.append');

    await useCase.run(given);

    expect(stateOf(given.world)).toEqual(before);
  });

  it.each(changing)('has the beginning of $name when what became of it cannot be recorded', async (useCase) => {
    const { given } = await everythingThereIs();
    useCase.prepare?.(given);
    const { audit } = given.world.storage.rows;
    const before = audit.records.length;
    const { append } = given.world.storage.auditLog;
    Object.assign(given.world.storage.auditLog, {
      append: async (record: AuditRecord, mark: string) =>
        record.phase === 'begun' ? append(record, mark) : fail({ code: 'storage-unavailable', detail: 'down' }),
    });

    await useCase.run(given);

    expect(audit.records.slice(before)).toMatchObject([{ phase: 'begun' }]);
    expect(given.world.notices).toContainEqual({
      kind: 'audit-outcome-missing',
      begunSeq: before + 1,
      code: 'storage-unavailable',
    });
  });

  it('records that an app has another name as that alone where its origins stay', async () => {
    const { given, named } = await everythingThereIs();

    await given.cuelight.apps.changeApp(given.appId, { name: 'Portal' });

    const recorded = given.world.storage.rows.audit.records.slice(-2).map(named);
    expect(recorded).toMatchObject(Array(2).fill({ action: 'rename-app', subject: { appId: 'app' } }));
  });

  it('records why a change was refused', async () => {
    const world = createWorld();

    await world.cuelight.as(byDesigner).connect(connectInput, designer);

    expect(world.storage.rows.audit.records).toMatchObject([
      { phase: 'begun', action: 'connect', actor: byDesigner },
      { phase: 'failed', action: 'connect', actor: byDesigner, begunSeq: 1, code: 'origin-needs-admin' },
    ]);
  });

  it('records a fault of Cuelight as one, and lets it through', async () => {
    const world = createWorld();
    Object.assign(world.storage.apps, {
      insert: () => {
        throw new RangeError('a fault');
      },
    });

    await expect(world.cuelight.apps.createApp({ name: 'Portal', origins: [] })).rejects.toThrow('a fault');

    expect(world.storage.rows.audit.records.at(-1)).toMatchObject({ phase: 'failed', code: 'fault' });
  });

  it('takes a change without an actor for one of the service itself', async () => {
    const world = createWorld();

    await world.cuelight.apps.createApp({ name: 'Portal', origins: [] });

    expect(world.storage.rows.audit.records.map(({ actor }) => actor)).toEqual([
      { kind: 'service' },
      { kind: 'service' },
    ]);
  });

  it('records nothing when webhooks are seen to and are as they should be', async () => {
    const { given } = await everythingThereIs();
    const before = given.world.storage.rows.audit.records.length;

    for (let times = 0; times < 3; times += 1) await given.world.cuelight.keepSubscriptions();

    expect(given.world.storage.rows.audit.records).toHaveLength(before);
  });

  it('records a removal that is tried again and again as begun once and done once', async () => {
    const { given } = await everythingThereIs();
    const { world, connectionId } = given;
    const gone = { code: 'orchestrator-unreachable', detail: 'gone' } as const;
    world.orchestrator.failing.set('deleteWebhook', gone);
    await world.cuelight.disconnect(connectionId, disconnecting);
    const before = world.storage.rows.audit.records.length;

    for (let times = 0; times < 3; times += 1) await world.cuelight.sweepConnections();
    world.orchestrator.failing.clear();
    await world.cuelight.sweepConnections();

    const recorded = world.storage.rows.audit.records.slice(before);
    expect(recorded.map(({ action, phase }) => [action, phase])).toEqual([
      ['remove-connection', 'begun'],
      ['remove-connection', 'done'],
    ]);
  });

  it.each(changing)('holds no secret, no name and no address after $name', async (useCase) => {
    const { given } = await everythingThereIs();
    useCase.prepare?.(given);
    await useCase.run(given);

    const text = JSON.stringify(given.world.storage.rows.audit);
    for (const { text: secret } of given.world.storage.rows.secrets.values()) expect(text).not.toContain(secret);
    for (const canary of ['canary-password', 'svc.runner', 'Finance', 'Portal', 'night run', 'example', folder.path]) {
      expect(text).not.toContain(canary);
    }
  });
});

/** Something of everything, made by the operator; acts as a designer from then on. */
async function everythingThereIs() {
  const world = createWorld();
  const connection = await world.connect();
  const reference = await world.bind(connection);
  const { key } = expectValue(await world.cuelight.apps.createKey(reference.appId, { name: 'key', scope: 'runtime' }));
  const ids = { connectionId: connection.id, appId: reference.appId, keyId: key.id, processId: reference.id };
  const given: Given = { ...ids, world, cuelight: world.cuelight.as(byDesigner) };
  const names = new Map([
    [ids.connectionId, 'connection'],
    [ids.appId, 'app'],
    [ids.keyId, 'key'],
    [ids.processId, 'process'],
  ]);
  /** A record with names for the ids that were made beforehand. */
  const named = (record: AuditRecord) => ({
    ...record,
    subject: Object.fromEntries(Object.entries(record.subject).map(([what, id]) => [what, names.get(id) ?? id])),
  });
  return { given, named };
}

/** Everything that a change could be seen in. */
function stateOf({ storage, orchestrator }: World) {
  const { apps, apiKeys, connections, references, secrets } = storage.rows;
  return {
    apps: [...apps.values()],
    apiKeys: [...apiKeys.values()],
    webhooks: [...orchestrator.webhookUrls],
    connections: [...connections.values()],
    references: [...references.values()],
    secrets: [...secrets.keys()],
  };
}

function namesOf(object: object): readonly string[] {
  return Object.entries(object).flatMap(([name, member]) =>
    typeof member === 'function' ? [name] : namesOf(member).map((inner) => `${name}.${inner}`),
  );
}
