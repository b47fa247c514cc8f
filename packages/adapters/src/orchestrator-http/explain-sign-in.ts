import type { Failure, OrchestratorUrl } from '@cuelight/core';
import { capabilitiesOf } from './capabilities.js';
import { detectVersion } from './detect-version.js';
import { type Edition, editionOf } from './edition.js';
import { isNotFound } from './refusal.js';
import type { Transport } from './transport.js';

/**
 * The failure of a sign-in by password, told better where the version explains it: an Orchestrator without that sign-in
 * answers it with its web page or 404, as something that is no Orchestrator would.
 */
export async function explainSignIn(
  transport: Pick<Transport, 'send'>,
  url: OrchestratorUrl,
  failure: Failure,
): Promise<Failure> {
  if (failure.code !== 'orchestrator-reply-unusable' && !isNotFound(failure)) return failure;
  const apiVersion = await detectVersion(transport);
  if (!apiVersion.ok || capabilitiesOf(apiVersion.value).hasPasswordSignIn) return failure;
  return {
    ...failure,
    code: 'credentials-refused',
    cause: 'no-password-sign-in',
    detail: `${editionNames[editionOf(url, apiVersion.value)]} with API ${apiVersion.value} has no sign-in by user name and password.`,
  };
}

const editionNames: Readonly<Record<Edition, string>> = {
  msi: 'An Orchestrator',
  suite: 'An Orchestrator of Automation Suite',
  cloud: 'The Orchestrator of Automation Cloud',
};
