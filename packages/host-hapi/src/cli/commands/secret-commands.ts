import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { systemClock } from '@cuelight/adapters/system';
import { createMoveSecrets, failures, type SecretsReport } from '@cuelight/core';
import { noMasterKeys, rotateRecorded, rowsPerSecond } from '../../secrets/rotate-recorded.js';
import { secretBackendNames } from '../../settings/secret-backend-names.js';
import { secretHolders } from '../../storage/secret-holders.js';
import { cannot } from '../cannot.js';
import type { Command, Terminal } from '../command.js';
import { recordCommand } from '../record-command.js';
import { withStorage } from '../with-storage.js';

/** How often a long command says how far it is. */
const tellEveryMs = 2_000;

/** Where secrets are, and which master key opens them. */
export const secretCommands: readonly Command[] = [
  {
    name: 'secrets rotate',
    summary: 'Has another master key encrypt, and every stored secret opened by it, while services run.',
    operands: [],
    flags: { to: { value: 'key id', meaning: 'the master key that encrypts from now on; every host must have it' } },
    run: (given, terminal) =>
      withStorage(terminal, async (storage) => {
        if (storage.secretBackends.masterKeys === undefined) {
          terminal.tell(noMasterKeys.detail);
          terminal.tell('Next: name it in CUELIGHT_SECRETS_ALSO, if secrets are kept there.');
          return 1;
        }
        const onProgress = progressOn(terminal, 'has the new key');
        const rotated = await recordCommand(storage, (record) =>
          rotateRecorded(storage, given.valueOf('to'), record, { onProgress }),
        );
        if (!rotated.ok) return cannot(rotated.failure, terminal);
        const { stillNeeded } = rotated.value;
        tellReport(rotated.value, terminal, 'opened by the new key');
        for (const { keyId, secrets } of stillNeeded) terminal.print(`${secrets} still need the master key ${keyId}`);
        terminal.tell(
          stillNeeded.length === 0
            ? `Next: take the other keys out of CUELIGHT_MASTER_KEYS, or its file, of every host; keep a copy as long as there are backups.`
            : 'Next: mend what failed, then repeat. What no connection names is deleted by cuelight check --all --repair.',
        );
        return stillNeeded.length === 0 && rotated.value.failed === 0 ? 0 : 1;
      }),
  },
  {
    name: 'secrets move',
    summary: 'Moves every stored secret to another backend, while services run.',
    operands: [],
    flags: { to: { value: secretBackendNames.join('|'), meaning: 'the backend; every host must read from it' } },
    run: (given, terminal) =>
      withStorage(terminal, async (storage) => {
        const backend = given.valueOf('to');
        const { stores } = storage.secretBackends;
        const store = stores.get(backend);
        if (store === undefined) {
          terminal.tell(`The settings do not name the backend ${backend}; they name ${[...stores.keys()].join(', ')}.`);
          terminal.tell('Next: name it in CUELIGHT_SECRETS or CUELIGHT_SECRETS_ALSO, here and on every host.');
          return 2;
        }
        const move = createMoveSecrets({
          holders: secretHolders(storage),
          secrets: createSecretsByBackend(storage.secretBackends),
          to: { backend, store },
          hosts: storage.persistence.hosts,
          clock: systemClock,
        });
        const options = { perSecond: rowsPerSecond, onProgress: progressOn(terminal, 'moved') };
        const moved = await recordCommand(storage, (record) => record('move-secrets', {}, () => move(options)));
        if (!moved.ok) return cannot(moved.failure, terminal);
        tellReport(moved.value, terminal, `moved to ${backend}`);
        // Where a connection cannot be read, its secrets are where they were.
        const isDone = moved.value.failed === 0 && storage.unreadable.size === 0;
        terminal.tell(
          isDone
            ? `Next: set CUELIGHT_SECRETS=${backend} on every host, so that new secrets go there, and repeat this once they have restarted.`
            : 'Next: mend what failed, then repeat: what was moved stays moved.',
        );
        return isDone ? 0 : 1;
      }),
  },
];

function progressOn({ tell }: Terminal, what: string): (report: SecretsReport) => void {
  let toldAtMs = systemClock.nowMs();
  return ({ done, already, failed }) => {
    const nowMs = systemClock.nowMs();
    if (nowMs - toldAtMs < tellEveryMs) return;
    toldAtMs = nowMs;
    tell(`${done + already + failed} rows looked at: ${done} ${what}, ${failed} failed ...`);
  };
}

function tellReport({ done, already, failed, failures: first }: SecretsReport, terminal: Terminal, what: string): void {
  for (const { owner, failure } of first) {
    terminal.tell(`${owner}: ${failure.detail} ${failures[failure.code].remedy}`);
  }
  if (failed > first.length) terminal.tell(`... and ${failed - first.length} more failed.`);
  terminal.print(`${done} rows ${what}, ${already} were so before, ${failed} failed`);
}
