import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { tidyServiceSecrets } from '@cuelight/adapters/secrets/service';
import { systemClock } from '@cuelight/adapters/system';
import { createCheckSecrets, failures, type HeardHost, type Notice } from '@cuelight/core';
import { compose } from '../../composition/compose.js';
import { otherHosts } from '../../hosts/other-hosts.js';
import { secretHolders } from '../../storage/secret-holders.js';
import { cannot } from '../cannot.js';
import type { ExitCode, Terminal } from '../command.js';
import { type Opened, withStorage } from '../with-storage.js';

/** Looks whether what is stored of all connections is whole; first finishes what was left half done, when asked to. */
export function checkStored(terminal: Terminal, isRepair: boolean): Promise<ExitCode> {
  return withStorage(terminal, async (opened) => {
    const repaired = isRepair ? await repair(opened, terminal) : 0;
    const checked = await check(opened, terminal);
    return repaired === 0 ? checked : repaired;
  });
}

async function repair(opened: Opened, terminal: Terminal): Promise<ExitCode> {
  const { persistence, secretBackends, settings } = opened;
  const others = await otherHosts(persistence.hosts, opened.hostId, systemClock, (hosts) =>
    terminal.tell(`Waiting to see whether ${namesOf(hosts)} still lives ...`),
  );
  if (!others.ok) return cannot(others.failure, terminal);
  const notices = { notice: (notice: Notice) => tellTrouble(notice, terminal) };
  let isWhole = true;
  const composed = compose({ ...opened, ...settings, notices });
  try {
    const swept = await composed.cuelight.sweepConnections();
    if (!swept.ok) return cannot(swept.failure, terminal);
    terminal.print(`${swept.value} connections that were left half done are gone`);
    const ownerless = await persistence.deleteOwnerlessSecrets();
    if (!ownerless.ok) return cannot(ownerless.failure, terminal);
    if (ownerless.value > 0) terminal.print(`${ownerless.value} secrets that nobody owned are gone`);
    if (others.value.length > 0) {
      terminal.tell(`${namesOf(others.value)} is at work: webhooks and secrets left behind are for it to see to.`);
    } else {
      const kept = await composed.cuelight.keepSubscriptions();
      if (!kept.ok) return cannot(kept.failure, terminal);
      const { changed, created, failed } = kept.value;
      terminal.print(`${changed + created} webhooks were put right, ${failed} could not be seen to`);
      isWhole = failed === 0;
      const tidied = await tidyServiceSecrets(persistence.serviceSecretRows, createSecretsByBackend(secretBackends));
      if (!tidied.ok) return cannot(tidied.failure, terminal);
    }
  } finally {
    await composed.dispose();
  }
  return isWhole ? 0 : 1;
}

function tellTrouble(notice: Notice, { tell }: Terminal): void {
  if (notice.kind === 'clean-up-failed') {
    tell(`${notice.connectionId}: its ${notice.what} could not be removed. ${failures[notice.code].remedy}`);
  } else if (notice.kind === 'upkeep-failed') {
    tell(`${notice.connectionId}: its webhook could not be seen to. ${failures[notice.code].remedy}`);
  }
}

async function check({ persistence, secretBackends, unreadable }: Opened, terminal: Terminal): Promise<ExitCode> {
  const halfDone = await persistence.connections.list({ limit: mostTold }, ['connecting', 'retired']);
  if (!halfDone.ok) return cannot(halfDone.failure, terminal);
  for (const { id, status } of halfDone.value) terminal.print(`${id}  ${status}`);

  const holders = secretHolders({ persistence });
  const secrets = createSecretsByBackend(secretBackends);
  const checked = await createCheckSecrets({ holders, secrets, clock: systemClock })();
  if (!checked.ok) return cannot(checked.failure, terminal);
  const { already, failed, failures: first } = checked.value;
  for (const { owner, failure } of first) {
    terminal.print(`${owner}  ${failure.code}`);
    terminal.tell(`${owner}: ${failure.detail} ${failures[failure.code].remedy}`);
  }
  if (failed > first.length) terminal.tell(`... and ${failed - first.length} more.`);
  terminal.print(`${already} rows have secrets that can be read, ${failed} do not`);
  for (const id of unreadable) terminal.print(`${id}  connection-unreadable`);
  if (failed === 0 && halfDone.value.length === 0 && unreadable.size === 0) return 0;
  if (halfDone.value.length > 0) terminal.tell('Next: cuelight check --all --repair, when no service is making them.');
  return 1;
}

/** So many connections that are half done are listed. */
const mostTold = 100;

function namesOf(hosts: readonly HeardHost[]): string {
  return hosts.map(({ name }) => name).join('; ');
}
