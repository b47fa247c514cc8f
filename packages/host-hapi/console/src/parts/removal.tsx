import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Failed, Outcome } from '../api/call.js';
import { Confirmed } from './confirmed.js';
import { Failure } from './failure.js';
import { Waiting } from './waiting.js';

/** Removes something once that was said twice, and says why when it is not removed. */
export function Removal<T>({
  remove,
  onRemoved,
  ...asked
}: {
  readonly label: ComponentChildren;
  readonly confirm: ComponentChildren;
  readonly warning: ComponentChildren;
  remove(): Promise<Outcome<T>>;
  onRemoved(answer: T): void;
}) {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();

  const onConfirm = async () => {
    if (isBusy) return;
    setBusy(true);
    setFailed(undefined);
    const removed = await remove();
    setBusy(false);
    if (removed.ok) onRemoved(removed.value);
    else setFailed(removed.failed);
  };

  return (
    <>
      <div class="actions">
        <Confirmed {...asked} onConfirm={onConfirm} />
        {isBusy && <Waiting what="Removing …" />}
      </div>
      {failed && <Failure failed={failed} />}
    </>
  );
}
