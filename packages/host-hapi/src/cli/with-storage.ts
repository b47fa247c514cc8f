import { failures } from '@cuelight/core';
import { announceHost } from '../hosts/announce-host.js';
import type { Settings } from '../settings/settings.js';
import { openStorage, type Storage } from '../storage/open-storage.js';
import { cannot } from './cannot.js';
import type { ExitCode, Terminal } from './command.js';
import { settingsFor } from './settings-for.js';

/** What a command works on. */
export interface Opened extends Storage {
  readonly settings: Settings;
  /** What this process is called among the hosts. */
  readonly hostId: string;
  /** The connections whose record could not be read so far. Each was told of. */
  readonly unreadable: ReadonlySet<string>;
}

/**
 * Runs work on the database of the settings, beside services that may be running on it, which are told of it. Tells why
 * when it cannot be done.
 */
export async function withStorage(terminal: Terminal, run: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> {
  const read = settingsFor(terminal);
  if (read === undefined) return 1;
  const unreadable = new Set<string>();
  const storage = await openStorage(read.settings, 'expect', {
    notice(notice) {
      const id =
        notice.kind === 'connection-unreadable' ? (notice.connectionId ?? 'a connection without an id') : undefined;
      if (id === undefined || unreadable.has(id)) return;
      unreadable.add(id);
      terminal.tell(`${id}: ${failures['connection-unreadable'].meaning} ${failures['connection-unreadable'].remedy}`);
    },
  });
  if (!storage.ok) {
    terminal.tell(`${storage.failure.detail} ${storage.failure.remedy}`);
    return 1;
  }
  const { persistence, secretBackends, close } = storage.value;
  try {
    const announced = await announceHost(persistence.hosts, 'command', secretBackends);
    if (!announced.ok) return cannot(announced.failure, terminal);
    try {
      return await run({ ...storage.value, settings: read.settings, hostId: announced.value.id, unreadable });
    } finally {
      await announced.value.leave();
    }
  } finally {
    await close();
  }
}
