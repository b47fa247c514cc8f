import { type Secret, succeed } from '@cuelight/core';
import type { Composed } from '../composition/compose.js';
import type { Counters } from '../metrics/create-counters.js';
import type { Settings } from '../settings/settings.js';
import type { Storage } from '../storage/open-storage.js';
import { connectionStatesNow } from './connection-states.js';
import { freshDiagnoses } from './fresh-diagnoses.js';
import type { SupportFrom } from './support-bundle.js';

/** What a running service is made of. */
export interface ServiceParts {
  readonly storage: Pick<Storage, 'persistence' | 'secretBackends'>;
  readonly settings: Settings;
  readonly composed: Composed;
  readonly adminKey: Secret;
  readonly counters: Counters;
}

/** What a running service has to make a support bundle from. */
export function serviceSupport({ storage, composed, counters, ...others }: ServiceParts): SupportFrom {
  const { cuelight, apiVersionOf } = composed;

  const states = async () => {
    const now = await connectionStatesNow(cuelight);
    return now.ok ? now.value : new Map();
  };
  return {
    ...others,
    madeBy: 'service',
    persistence: succeed(storage.persistence),
    secretBackends: succeed(storage.secretBackends),
    audit: succeed(cuelight.audit),
    counters,
    diagnoses: () => freshDiagnoses(cuelight),
    live: { states, apiVersionOf, countsOf: counters.ofConnection },
  };
}
