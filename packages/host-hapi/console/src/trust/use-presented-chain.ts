import { useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';

/** The certificates that a server presents. */
export type Chain = Answer<'POST /v1/presented-chain'>;

/** What is known of the certificates at an address. */
export type SeenChain =
  | { readonly is: 'not-asked' }
  | { readonly is: 'asking' }
  | { readonly is: 'failed'; readonly failed: Failed; readonly orchestratorUrl: string }
  | { readonly is: 'there'; readonly chain: Chain; readonly orchestratorUrl: string };

/** Asks the service which certificates a server presents. */
export function usePresentedChain(): { readonly seen: SeenChain; look(orchestratorUrl: string): Promise<void> } {
  const call = useCall();
  const [seen, setSeen] = useState<SeenChain>({ is: 'not-asked' });
  return {
    seen,
    async look(orchestratorUrl) {
      if (seen.is === 'asking') return;
      setSeen({ is: 'asking' });
      const shown = await call('POST /v1/presented-chain', { body: { orchestratorUrl } });
      setSeen(
        shown.ok
          ? { is: 'there', chain: shown.value, orchestratorUrl }
          : { is: 'failed', failed: shown.failed, orchestratorUrl },
      );
    },
  };
}
