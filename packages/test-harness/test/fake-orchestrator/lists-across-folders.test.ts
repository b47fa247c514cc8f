import { describe, expect, it } from 'vitest';
import { aFake } from './a-fake.js';

const across = '/odata/Releases?$orderby=Id%20asc&$count=true&mandatoryPermissions=Processes.View';

describe('the list of processes across folders', () => {
  it('is given by permissions instead of a folder header, and tells the folder of each', async () => {
    const { api } = await aFake();

    const answer = await api.get(across);

    expect(answer.body['@odata.count']).toBe(5);
    expect(answer.rows.map((row) => [row.OrganizationUnitFullyQualifiedName, row.Name])).toEqual([
      ['Shared', 'EchoText'],
      ['Shared', 'InvoiceBot'],
      ['Finance/AP', 'PostInvoices'],
      ['Finance/AP', 'ReconcileAccounts'],
      ['Finance/AP', 'BrokenImport'],
    ]);
  });

  it('is that of one folder where a header names one', async () => {
    const { api } = await aFake();

    expect((await api.in('Shared').get(across)).rows).toHaveLength(2);
  });

  it.each([
    ['of which all are needed', `${across}&mandatoryPermissions=Jobs.Create`, ['B']],
    [
      'of which one is enough',
      `${across}&atLeastOnePermissions=Jobs.Create&atLeastOnePermissions=Jobs.Edit`,
      ['A', 'B'],
    ],
    ['of which there are none', across, ['A', 'B']],
  ])('leaves out folders in which the user lacks further permissions, %s', async (_, path, names) => {
    const processes = (name: string) => [{ name }];
    const { api } = await aFake({
      seed: {
        tenants: [
          {
            name: 'Default',
            users: [
              {
                username: 'admin',
                password: 'admin-password',
                folders: [
                  { path: 'Finance', permissions: ['Processes.View', 'Jobs.Edit'] },
                  { path: 'Shared', permissions: ['Processes.View', 'Jobs.Create'] },
                  { path: 'Sales', permissions: ['Jobs.Create'] },
                ],
              },
            ],
            folders: [
              { path: 'Finance', processes: processes('A') },
              { path: 'Shared', processes: processes('B') },
              { path: 'Sales', processes: processes('C') },
              { path: 'Elsewhere', processes: processes('D') },
            ],
          },
        ],
      },
    });

    expect((await api.get(path)).rows.map(({ Name }) => Name)).toEqual(names);
  });

  it.each([
    ['without permissions', 17, '/odata/Releases'],
    ['on 19.10, which has none', 9, across],
  ] as const)('is refused for want of a folder %s', async (_, apiVersion, path) => {
    const { api } = await aFake({ apiVersion });

    expect(await api.get(path)).toMatchObject({ status: 400, body: { errorCode: 1101 } });
  });

  it('needs a login', async () => {
    const { api } = await aFake();

    expect((await api.with({ authorization: 'Bearer none' }).get(across)).status).toBe(401);
  });
});
