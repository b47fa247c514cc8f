import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * A button for what cannot be undone: it says what will be, and asks once more. The keyboard is then at the way out, which is
 * described by the warning, and comes back to the button from there.
 */
export function Confirmed({
  label,
  confirm,
  warning,
  onConfirm,
}: {
  readonly label: ComponentChildren;
  /** What the second button says. */
  readonly confirm: ComponentChildren;
  readonly warning: ComponentChildren;
  onConfirm(): unknown;
}) {
  const [isAsking, setAsking] = useState<boolean>();
  const warningId = useId();
  const first = useRef<HTMLButtonElement>(null);
  const wayOut = useRef<HTMLButtonElement>(null);
  // At once, so that no key that is pressed meanwhile goes elsewhere.
  useLayoutEffect(() => {
    if (isAsking !== undefined) (isAsking ? wayOut : first).current?.focus();
  }, [isAsking]);

  if (isAsking !== true) {
    return (
      <button key="first" ref={first} type="button" class="danger" onClick={() => setAsking(true)}>
        {label} …
      </button>
    );
  }
  return (
    <>
      <span id={warningId}>{warning}</span>
      <button
        key="confirm"
        type="button"
        class="danger"
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {confirm}
      </button>
      <button key="out" ref={wayOut} type="button" aria-describedby={warningId} onClick={() => setAsking(false)}>
        Do not
      </button>
    </>
  );
}
