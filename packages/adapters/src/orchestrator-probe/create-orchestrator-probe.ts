import type { OrchestratorProbe, Sighting, Stop } from '@cuelight/core';
import { createEgressGuard } from '../egress/index.js';
import { presentedChain } from '../trust/index.js';
import type { Approach } from './approach.js';
import { certificateFaultsOf } from './certificate-faults-of.js';
import { openLook } from './open-look.js';
import type { OrchestratorProbeOptions } from './options.js';
import { ownAddressesTowards } from './own-addresses.js';
import { presentedCertificates, seenCertificates } from './seen-certificates.js';
import { shakeHands } from './shake-hands.js';
import { createTrustedAuthorities } from './trusted-authorities.js';
import { whoAnswers } from './who-answers.js';

/**
 * Looks at the way to an Orchestrator through the same connector as its calls. The open paths are asked that tell the API
 * version, and for an identity server's own description; nothing is followed, and every connection is closed at the end.
 */
export function createOrchestratorProbe(options: OrchestratorProbeOptions = {}): OrchestratorProbe {
  const { nowMs = Date.now, egress = createEgressGuard(), extraCaPem } = options;

  /** What an approach has seen, by the time it ended. */
  const seenBy = async (approach: Approach, stop: Stop | undefined, extraCaPems: readonly string[]) => {
    const leaf = approach.leaf();
    const chain = leaf === undefined ? [] : presentedChain(leaf);
    const connection = approach.connection();
    const code = stop?.why === 'certificate-refused' ? stop.code : undefined;
    const trusted = createTrustedAuthorities(extraCaPems);
    const seen: Omit<Sighting, 'presented' | 'reply'> = {
      ...(stop !== undefined && { stop }),
      addresses: approach.addresses(),
      from: await ownAddressesTowards(approach.addresses()),
      ...(connection !== undefined && { connection }),
      certificateFaults:
        code === undefined || leaf === undefined
          ? []
          : certificateFaultsOf({ code, leaf, chain, host: approach.host, nowMs: nowMs(), trusted }),
    };
    return { chain, seen };
  };

  return {
    async look(url, { caPem, withinMs, signal }) {
      const extraCaPems = [extraCaPem, caPem].filter((pem) => pem !== undefined);
      const { approach, ask, close } = openLook(url, { extraCaPems, egress, withinMs, nowMs, signal });
      const { stop, reply } = await whoAnswers(ask).finally(close);
      const { chain, seen } = await seenBy(approach, stop, extraCaPems);
      return { ...seen, presented: seenCertificates(chain), ...(reply !== undefined && { reply }) };
    },

    async handshake(url, { caPem, withinMs, signal }) {
      const extraCaPems = [extraCaPem, caPem].filter((pem) => pem !== undefined);
      const { approach, stop } = await shakeHands(url, { extraCaPems, egress, withinMs, nowMs, signal });
      const { chain, seen } = await seenBy(approach, stop, extraCaPems);
      return { ...seen, presented: presentedCertificates(chain) };
    },
  };
}
