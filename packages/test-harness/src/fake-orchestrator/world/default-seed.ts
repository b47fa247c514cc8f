import type { Seed } from './seed.js';

/**
 * What the fake holds when nobody says otherwise: tenant `Default`, user `admin` with password `admin-password` and the
 * personal access token `admin-personal-token`, the application `an-application` with secret `an-application-secret`, and
 * folders with processes and a robot each. Its keys never change, so that examples may quote them.
 */
export const defaultSeed: Seed = {
  oauthClients: [
    {
      id: 'an-application',
      secret: 'an-application-secret',
      scopes: ['OR.Folders', 'OR.Execution', 'OR.Jobs', 'OR.Webhooks'],
    },
  ],
  tenants: [
    {
      name: 'Default',
      users: [
        {
          username: 'admin',
          password: 'admin-password',
          personalAccessTokens: [{ token: 'admin-personal-token' }],
        },
      ],
      folders: [
        {
          path: 'Shared',
          key: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01',
          processes: [
            {
              name: 'EchoText',
              key: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01',
              version: '1.0.3',
              description: 'Returns the text it is given',
              arguments: { input: [{ name: 'in_Text', required: true }], output: [{ name: 'out_Text' }] },
            },
            {
              name: 'InvoiceBot',
              key: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e02',
              version: '2.1.0',
              description: 'Reads the invoices of a period',
              arguments: {
                input: [
                  { name: 'in_Period', required: true },
                  { name: 'in_Limit', type: 'System.Int32', hasDefault: true },
                  { name: 'in_DryRun', type: 'System.Boolean', hasDefault: true },
                ],
                output: [
                  { name: 'out_Period' },
                  { name: 'out_Limit', type: 'System.Int32' },
                  { name: 'out_DryRun', type: 'System.Boolean' },
                ],
              },
            },
          ],
        },
        { path: 'Finance', key: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a02', unattendedRobots: 0 },
        {
          path: 'Finance/AP',
          key: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a03',
          processes: [
            {
              name: 'PostInvoices',
              key: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e03',
              version: '1.4.2',
              description: 'Posts invoices to the ledger',
              arguments: {
                input: [
                  { name: 'in_InvoiceNumbers', type: 'System.String[]', required: true },
                  { name: 'in_PostingDate', type: 'System.DateTime' },
                ],
                output: [{ name: 'out_InvoiceNumbers', type: 'System.String[]' }],
              },
            },
            {
              name: 'ReconcileAccounts',
              key: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e04',
              description: 'Takes no arguments',
              arguments: { input: [], output: [] },
            },
            {
              name: 'BrokenImport',
              key: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e05',
              description: 'Always ends with an exception',
              outcome: 'faulted',
              info: 'System.IO.FileNotFoundException: Could not find the import file.\r\n   at Main.xaml',
            },
          ],
        },
      ],
    },
  ],
};
