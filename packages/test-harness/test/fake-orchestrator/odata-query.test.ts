import { describe, expect, it } from 'vitest';
import { aFake, echoText } from './a-fake.js';
import type { ApiClient } from './api-client.js';
import { start } from './requests.js';

async function fiveJobs(): Promise<ApiClient> {
  const { api } = await aFake({ manual: true });
  const shared = api.in('Shared');
  await start(shared, echoText, { JobsCount: 5 });
  return shared;
}

describe('a list', () => {
  it('is paged by $top and $skip, ordered by $orderby, and counted on demand', async () => {
    const shared = await fiveJobs();

    const page = await shared.get('/odata/Jobs?$top=2&$skip=1&$orderby=Id desc&$count=true');
    const uncounted = await shared.get('/odata/Jobs');

    const ids = uncounted.rows.map(({ Id }) => Id);
    expect(page.body['@odata.count']).toBe(5);
    expect(page.rows.map(({ Id }) => Id)).toEqual([ids[3], ids[2]]);
    expect(uncounted.body['@odata.context']).toMatch(/\/odata\/\$metadata#Jobs$/);
    expect(uncounted.body).not.toHaveProperty('@odata.count');
  });

  it('shows only what $select names', async () => {
    const shared = await fiveJobs();

    const { rows } = await shared.get('/odata/Jobs?$select=Id,State&$top=1');

    expect(rows).toEqual([{ Id: expect.any(Number), State: 'Pending' }]);
  });

  it('finds by a property of a link without expanding it', async () => {
    const shared = await fiveJobs();

    const found = await shared.get(`/odata/Jobs?$filter=Release/Key eq '${echoText}'&$top=1`);
    const none = await shared.get("/odata/Jobs?$filter=Release/Key eq 'other'");

    expect(found.rows).toMatchObject([{ Release: null, Robot: null, Machine: null }]);
    expect(none.rows).toEqual([]);
  });

  it('finds the jobs that have one of several ids', async () => {
    const shared = await fiveJobs();
    const { rows } = await shared.get('/odata/Jobs?$orderby=Id asc');
    const [first, , third] = rows.map(({ Id }) => Number(Id));

    const found = await shared.get(`/odata/Jobs?$filter=Id in (${third},999999,${first})&$top=3`);

    expect(found.rows.map(({ Id }) => Id).sort()).toEqual([first, third]);
  });

  it('shows a link that is expanded', async () => {
    const shared = await fiveJobs();

    const { rows } = await shared.get('/odata/Jobs?$expand=Release,Robot,Machine&$top=1');

    expect(rows[0]?.Release).toEqual({
      Id: expect.any(Number),
      Key: echoText,
      ProcessKey: 'EchoText',
      ProcessVersion: '1.0.3',
      Name: 'EchoText',
    });
  });

  it.each([
    ['$top=1001', 'Top query'],
    ['$top=-1', '$top'],
    ['$skip=some', '$skip'],
    ['$count=maybe', '$count'],
    ['$orderby=Nothing', "'Nothing'"],
    ['$orderby=Id sideways', "'Id sideways'"],
    ['$orderby=Release', "'Release'"],
    ['$orderby=Id,Key,State,Info,Type,Source', '$orderby'],
    ['$select=Nothing', "'Nothing'"],
    ['$expand=Nothing', "'Nothing'"],
    ['$expand=State', "'State'"],
    ['$expand=Release($filter=Id eq 1)', "'$filter=Id eq 1'"],
    ['$expand=Release($select=Nothing)', "'Nothing'"],
    ['$expand=Release($expand=CurrentVersion($expand=Nothing))', 'The maximum depth allowed is 2'],
    ['$search=text', "'$search'"],
    ['$filter=', 'position 0'],
  ])('with %s is refused with 400 and 1000, and says why', async (query, word) => {
    const { api } = await aFake();

    const answer = await api.in('Shared').get(`/odata/Jobs?${query}`);

    expect([answer.status, answer.body.errorCode]).toEqual([400, 1000]);
    expect(answer.body.message).toContain(word);
  });
});

describe('a link behind a link', () => {
  it('can be expanded and cut down to some of its properties', async () => {
    const { api } = await aFake();

    const { rows } = await api
      .in('Shared')
      .get('/odata/Releases?$top=1&$select=Name&$expand=CurrentVersion($select=VersionNumber),ReleaseVersions');

    expect(rows).toEqual([
      {
        Name: 'EchoText',
        CurrentVersion: { VersionNumber: '1.0.3' },
        ReleaseVersions: [expect.objectContaining({ VersionNumber: '1.0.3' })],
      },
    ]);
  });
});
