import type { Command } from './command.js';
import { auditCommands } from './commands/audit-commands.js';
import { checkCommand } from './commands/check-command.js';
import { exportCommand } from './commands/export-command.js';
import { importCommand } from './commands/import-command.js';
import { keyCommands } from './commands/key-commands.js';
import { migrateCommand } from './commands/migrate-command.js';
import { secretCommands } from './commands/secret-commands.js';
import { serveCommand } from './commands/serve-command.js';
import { supportCommand } from './commands/support-command.js';

/** Every command there is. */
export const allCommands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  checkCommand,
  ...keyCommands,
  ...secretCommands,
  ...auditCommands,
  exportCommand,
  importCommand,
  supportCommand,
];
