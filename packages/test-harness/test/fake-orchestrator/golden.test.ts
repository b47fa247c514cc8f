import { describe, expect, it } from 'vitest';
import { apiVersions } from '../../src/fake-orchestrator/profile/version-profile.js';
import { echoText } from './a-fake.js';
import { aFakeOf, type FakeOf } from './a-fake-of.js';
import { aSubscriber } from './a-subscriber.js';
import { subscribe } from './requests.js';

const action = 'UiPath.Server.Configuration.OData.';

/** What differs from run to run: addresses, instants, and keys that are made by chance. */
const fleeting: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/127\.0\.0\.1:\d+/g, 'http://orchestrator.test'],
  [/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<instant>"'],
  [/("EventId": )"[\da-f]{32}"/g, '$1"<32 hex digits>"'],
];

function written(title: string, value: unknown, made: readonly string[]): string {
  const text = made.reduce((rest, key) => rest.replaceAll(key, '<made by chance>'), JSON.stringify(value, null, 2));
  const lasting = fleeting.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
  return `## ${title}\n\n\`\`\`json\n${lasting}\n\`\`\`\n`;
}

/** One process, started once and read to its end, with everything that a client sees on the way. */
async function story({ api, admin, in: inFolder }: FakeOf, name: object): Promise<string> {
  const shared = inFolder('Shared');
  const subscriber = await aSubscriber();
  const webhook = (await subscribe(api, subscriber.url, name)).body;
  const folders = (await api.get('/odata/Folders?$top=1')).body;
  const releases = (await shared.get('/odata/Releases?$top=1&$expand=CurrentVersion')).body;
  const startInfo = { ReleaseKey: echoText, Strategy: 'JobsCount', JobsCount: 1, InputArguments: '{"in_Text":"Hi"}' };
  const started = await shared.post(`/odata/Jobs/${action}StartJobs`, { startInfo });
  await admin.advanceClock(120_000);
  const job = (await shared.get(`/odata/Jobs(${started.rows[0]?.Id})?$expand=Robot,Release`)).body;
  const refused = (await shared.post(`/odata/Jobs/${action}StartJobs`, { startInfo: { ...startInfo, Nothing: 1 } }))
    .body;

  const made = [webhook.Key, job.Key, job.BatchExecutionKey, refused.traceId].filter((key) => typeof key === 'string');
  const events = subscriber.received.map(({ body }) => written(`The event ${body.Type}`, body, made));
  return [
    written('A folder', folders, made),
    written('A process', releases, made),
    written('A webhook', webhook, made),
    written('The reply to a start', started.body, made),
    written('The job when it has ended', job, made),
    written('A start with one field too many', refused, made),
    ...events,
  ].join('\n');
}

describe.each(apiVersions)('what a client sees of API version %i', (version) => {
  it('is as it was', async () => {
    const told = await story(await aFakeOf(version), version === 20 ? { Name: 'mine' } : {});

    await expect(`# API version ${version}\n\n${told}`).toMatchFileSnapshot(`golden/api-version-${version}.md`);
  });
});
