import type { OrchestratorProbe } from '@cuelight/core';
import { createEgressGuard } from '../egress/index.js';
import { presentedChain } from '../trust/index.js';
import { certificateFaultsOf } from './certificate-faults-of.js';
import { openLook } from './open-look.js';
import type { OrchestratorProbeOptions } from './options.js';
import { ownAddressesTowards } from './own-addresses.js';
import { seenCertificates } from './seen-certificates.js';
import { createTrustedAuthorities } from './trusted-authorities.js';
import { whoAnswers } from './who-answers.js';

/**
 * Looks at the way to an Orchestrator through the same connector as its calls. The open paths are asked that tell the API
 * version, and for an identity server's own description; nothing is followed, and every connection is closed at the end.
 */
export function createOrchestratorProbe(options: OrchestratorProbeOptions = {}): OrchestratorProbe {
  const { nowMs = Date.now, egress = createEgressGuard(), extraCaPem } = options;

  return {
    async look(url, { caPem, withinMs, signal }) {
      const extraCaPems = [extraCaPem, caPem].filter((pem) => pem !== undefined);
      const { approach, ask, close } = openLook(url, { extraCaPems, egress, withinMs, nowMs, signal });
      const answer = await whoAnswers(ask).finally(close);

      const leaf = approach.leaf();
      const chain = leaf === undefined ? [] : presentedChain(leaf);
      const connection = approach.connection();
      const code = answer.stop?.why === 'certificate-refused' ? answer.stop.code : undefined;
      const trusted = createTrustedAuthorities(extraCaPems);
      return {
        ...answer,
        addresses: approach.addresses(),
        from: await ownAddressesTowards(approach.addresses()),
        ...(connection !== undefined && { connection }),
        presented: seenCertificates(chain),
        certificateFaults:
          code === undefined || leaf === undefined
            ? []
            : certificateFaultsOf({ code, leaf, chain, host: approach.host, nowMs: nowMs(), trusted }),
      };
    },
  };
}
