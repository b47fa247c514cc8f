/** A text as somebody gives it who means harm: markup, a change of direction, and no end. */
const text = `<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe שלום ${'W'.repeat(30_000)}`;

/** Is written as the number 1e400, which no browser can hold. */
const tooLarge = '@1e400';
const failure = { code: text, detail: text, remedy: text };
const subscription = { kind: 'polling', why: 'no-public-url' };
const connection = {
  ...{ id: 'constructor', name: text, orchestratorUrl: text, tenant: text, identityUrl: text, trust: { caPem: text } },
  ...{ status: 'verified', subscription, createdAt: text },
};
const told = { question: text, evidence: text, remedy: text, who: text, cause: text, dependsOn: [] };
const diagnosis = {
  ...{ verdict: 'fail', rootCause: 'port-open', checkedAt: text },
  checks: [
    { ...told, id: 'port-open', verdict: 'fail' },
    { ...told, id: 'tls-spoken', verdict: 'skipped' },
  ],
};
const app = { id: '__proto__', name: text, origins: [text, text], createdAt: text };
const reference = {
  ...{ id: 'constructor', connectionId: 'constructor', folderKey: 'f', releaseKey: 'r', runOn: 'orchestrator' },
  ...{ packageId: text, folderPath: text, version: text },
};
const input = ['__proto__', 'constructor', text].map((name) => ({ name, type: 'string', required: true }));
const process = {
  ...{ releaseKey: 'r', folderKey: 'f', name: text, packageId: text, version: text },
  arguments: { input, output: [] },
};
const entry = {
  ...{ seq: 1, at: text, action: text, phase: text, code: text, hash: text },
  actor: { kind: text, appId: text, keyId: text },
  subject: { connectionId: 'constructor', appId: text, keyId: text, processId: text },
};
const masterKey = { id: text, secrets: tooLarge, hosts: [], sealingSince: text };
const failed = { failure };

const pageOf = (...items: readonly object[]) => ({ items });

/** What the service answers, by how the path of a route ends; the first that fits. */
const answers: readonly (readonly [path: RegExp, answer: object])[] = [
  [/\/connections$/, pageOf(connection)],
  [/\/connections\/\w+$/, connection],
  [/\/(diagnosis|check)$/, diagnosis],
  [
    /\/refused-deliveries$/,
    {
      items: [{ mistake: text, meaning: text, remedy: text, count: tooLarge, firstAt: text, lastAt: text }],
      ...{ since: text, refused: tooLarge, notExamined: tooLarge, toNoConnection: tooLarge },
    },
  ],
  [/\/folders$/, pageOf({ key: 'f', id: 1, name: text, path: text })],
  [/\/connections\/\w+\/processes$/, { ...pageOf(process), refusedFolders: [{ path: text }] }],
  [/\/apps$/, pageOf(app)],
  [/\/apps\/\w+\/processes$/, pageOf(reference)],
  [/\/keys$/, pageOf({ id: 'k', name: text, scope: 'admin', createdAt: text })],
  [/\/audit$/, pageOf(entry)],
  [
    /\/secrets$/,
    {
      ...{ newIn: text, backends: [{ name: text, secrets: tooLarge }], hosts: [text, text] },
      masterKeys: {
        from: ['setting'],
        keys: [
          { ...masterKey, isSealing: true, isOnEveryHost: false },
          { ...masterKey, isSealing: false, isOnEveryHost: true },
        ],
      },
      rotation: { to: text, state: 'failed', done: tooLarge, total: tooLarge, beganAt: text, endedAt: text, failure },
    },
  ],
  [
    /\/system$/,
    {
      ...{ version: text, node: text, startedAt: text, publicUrl: text, events: 'memory' },
      egress: { isDefault: false, allow: [text] },
      database: { kind: 'sqlite', schema: text, rows: failed },
      ...{ secrets: { newIn: text, read: tooLarge }, connections: failed, jobs: { followed: tooLarge } },
      hosts: { alive: [{ name: text, kind: 'service', ageS: tooLarge }] },
      failures: {
        inTheLastHours: 24,
        failures: [{ code: text, meaning: text, count: tooLarge, lastAt: text }],
      },
    },
  ],
];

/** The text of what the service answers at a path. */
export function hostileAnswer(path: string): string {
  return json(answers.find(([end]) => end.test(path))?.[1] ?? { title: text, status: 500, ...failure });
}

/** The events of a job that ended, whose output is all that an output should not be. */
export function hostileEvents(): string {
  const output = { markup: text.slice(0, 200), tooLarge, constructor: 1, nested: '@nested', many: '@many' };
  const nested = `${'{"in":['.repeat(5_000)}${']}'.repeat(5_000)}`;
  const many = JSON.stringify(Array(100_000).fill(text.slice(0, 20)));
  const written = json({ jobKey: text, state: 'Successful', output, flags: ['output-unread'] })
    .replace('"@nested"', () => nested)
    .replace('"@many"', () => many)
    .replace('"constructor"', '"__proto__":{"polluted":true},"constructor"');
  return `event: snapshot\ndata: ${written}\n\n`;
}

function json(value: object): string {
  return JSON.stringify(value).replaceAll('"@1e400"', '1e400');
}
