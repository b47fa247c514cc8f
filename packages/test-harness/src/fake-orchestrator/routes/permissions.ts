/** All permissions that the routes ask for. Source: UiPath docs, "Permissions per endpoint". */
export const allPermissions = [
  'Units.View',
  'Users.View',
  'Machines.View',
  'Robots.View',
  'Environments.View',
  'Processes.View',
  'Processes.Edit',
  'Packages.View',
  'Jobs.View',
  'Jobs.Create',
  'Jobs.Edit',
  'Webhooks.View',
  'Webhooks.Create',
  'Webhooks.Edit',
  'Webhooks.Delete',
] as const;
