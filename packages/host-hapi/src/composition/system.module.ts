import { nodeKeyedHash, systemClock, systemRandomness } from '@cuelight/adapters/system';
import { nodeCertificateAuthorities } from '@cuelight/adapters/trust';
import type { Notices } from '@cuelight/core';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** Time, randomness, hashes and certificates of this machine; notices go where the host wants them. */
export function systemModule(notices: Notices): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.clock).toConstantValue(systemClock);
    bind(tokens.randomness).toConstantValue(systemRandomness);
    bind(tokens.keyedHash).toConstantValue(nodeKeyedHash);
    bind(tokens.notices).toConstantValue(notices);
    bind(tokens.certificateAuthorities).toResolvedValue(
      ({ nowMs }) => nodeCertificateAuthorities(nowMs),
      [tokens.clock],
    );
  });
}
