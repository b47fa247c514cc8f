import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../api/call.js';
import type { Described } from '../api/described.js';
import { useCall } from '../api/use-call.js';
import { Removal } from '../parts/removal.js';
import { useGoTo } from '../route/use-go-to.js';
import { Uses } from './uses.js';

/** What came of disconnecting, where something is left. */
type Left = 'in-use' | 'retired';

/** Takes a connection down: asks again where apps use it, and where Orchestrator is away. */
export function Disconnect({ id, isRetired }: { readonly id: string; readonly isRetired: boolean }) {
  const call = useCall();
  const goTo = useGoTo();
  const told = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState<Left | undefined>(isRetired ? 'retired' : undefined);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turn > 0) told.current?.focus();
  }, [turn]);

  const disconnect = async (
    query: Described['DELETE /v1/connections/{id}']['query'],
  ): Promise<Outcome<Left | undefined>> => {
    const answer = await call('DELETE /v1/connections/{id}', { params: { id }, query });
    if (answer.ok) return { ok: true, value: answer.value?.status };
    const isInUse = answer.failed.kind === 'refused' && answer.failed.problem.code === 'connection-in-use';
    return isInUse ? { ok: true, value: 'in-use' } : answer;
  };
  const onDisconnected = (what: Left | undefined) => {
    if (what === undefined) return goTo('connections');
    setLeft(what);
    setTurn(turn + 1);
  };

  return (
    <>
      <h2>Disconnect</h2>
      <div ref={told} tabIndex={-1} class="after">
        {left === 'in-use' && <Uses connectionId={id} />}
        {left === 'retired' && <Retired />}
      </div>
      {left === undefined && (
        <Removal
          label="Disconnect"
          confirm="Disconnect it now"
          warning="Nothing can use it any more. Its webhook goes from Orchestrator, and its credential from Cuelight."
          remove={() => disconnect({})}
          onRemoved={onDisconnected}
        />
      )}
      {left === 'in-use' && (
        <Removal
          key="in-use"
          label="Disconnect, and take its processes from all apps"
          confirm="Disconnect and take them now"
          warning="These apps can run them no more, wherever they are used. This cannot be undone."
          remove={() => disconnect({ references: 'delete' })}
          onRemoved={onDisconnected}
        />
      )}
      {left === 'retired' && (
        <Removal
          key={`retired-${turn}`}
          label="Do not wait for Orchestrator"
          confirm="Give its webhook up"
          warning="The webhook may stay in Orchestrator, and call an address where nobody listens, until an administrator deletes it there."
          remove={() => disconnect({ 'orphan-webhook': 'accept' })}
          onRemoved={onDisconnected}
        />
      )}
    </>
  );
}

function Retired() {
  return (
    <div class="notice notice-warn">
      <p>
        <strong>It is retired: nothing can use it any more.</strong>
      </p>
      <p>
        Its webhook could not be removed from Orchestrator yet. Cuelight goes on trying until that is done; then the
        connection is gone.
      </p>
    </div>
  );
}
