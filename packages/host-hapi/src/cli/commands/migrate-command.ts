import { openStorage } from '../../storage/open-storage.js';
import type { Command } from '../command.js';
import { settingsFor } from '../settings-for.js';

/** Brings the schema of the database up to date. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Brings the database up to date; the service does so too when it starts.',
  operands: [],
  flags: {},
  async run(_, terminal) {
    const read = settingsFor(terminal);
    if (read === undefined) return 1;
    const storage = await openStorage(read.settings, 'migrate');
    if (!storage.ok) {
      terminal.tell(`The database cannot be migrated: ${storage.failure.detail} ${storage.failure.remedy}`);
      return 1;
    }
    const { migrated } = storage.value;
    await storage.value.close();
    for (const name of migrated) terminal.print(`Applied ${name}`);
    terminal.print(migrated.length === 0 ? 'The database was up to date.' : 'The database is up to date.');
    terminal.tell('Next: cuelight serve');
    return 0;
  },
};
