import { defaultSeed, type Seed } from '@cuelight/test-harness/fake-orchestrator';

type Tenant = Seed['tenants'][number];
type User = Tenant['users'][number];
type Folder = NonNullable<Tenant['folders']>[number];
type Process = NonNullable<Folder['processes']>[number];

/** The default seed, with something else about its tenant. */
export function withTenant(change: (tenant: Tenant) => Partial<Tenant>): Seed {
  return { ...defaultSeed, tenants: defaultSeed.tenants.map((tenant) => ({ ...tenant, ...change(tenant) })) };
}

/** The default seed, with something else about its user. */
export function withUser(change: Partial<User>): Seed {
  return withTenant(({ users }) => ({ users: users.map((user) => ({ ...user, ...change })) }));
}

/** The default seed, with something else about the folder `Shared`. */
export function withShared(change: Partial<Folder>): Seed {
  return withTenant(({ folders = [] }) => ({
    folders: folders.map((folder) => (folder.path === 'Shared' ? { ...folder, ...change } : folder)),
  }));
}

/** The default seed, its folders empty. */
export function withoutProcesses(): Seed {
  return withTenant(({ folders = [] }) => ({ folders: folders.map((folder) => ({ ...folder, processes: [] })) }));
}

/** The default seed, with something else about the process EchoText of that folder. */
export function withEchoText(change: Partial<Process>): Seed {
  const [tenant] = defaultSeed.tenants;
  const shared = tenant?.folders?.find(({ path }) => path === 'Shared');
  const processes = (shared?.processes ?? []).map((process) =>
    process.name === 'EchoText' ? { ...process, ...change } : process,
  );
  return withShared({ processes });
}

/** Every permission that the connection of a test needs, but those given. */
export function without(...lacking: readonly string[]): readonly string[] {
  const needed = ['Units.View', 'Processes.View', 'Jobs.View', 'Jobs.Create', 'Jobs.Edit', 'Users.View'];
  const more = ['Robots.View', 'Machines.View', 'License.View', 'Settings.View'];
  const webhooks = ['Webhooks.View', 'Webhooks.Create', 'Webhooks.Edit', 'Webhooks.Delete'];
  return [...needed, ...more, ...webhooks].filter((name) => !lacking.includes(name));
}
