import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../api/call.js';
import type { Check } from './groups-of-checks.js';

/** A diagnosis that is being made, or broke off. */
export interface LiveCheck {
  readonly isBusy: boolean;
  /** What was answered so far, in the order of the answers. */
  readonly checks: readonly Check[];
  /** Has one made, unless one is. @param ask is to tell each check as it is answered */
  run<T>(ask: (onCheck: (check: Check) => void) => Promise<Outcome<T>>): Promise<Outcome<T> | undefined>;
}

/** Has diagnoses made, one at a time, and shows each check as it is answered. */
export function useLiveCheck(): LiveCheck {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  return {
    isBusy,
    checks,
    async run(ask) {
      if (isRunning.current) return undefined;
      isRunning.current = true;
      setBusy(true);
      setChecks([]);
      const outcome = await ask((check) => setChecks((before) => [...before, check]));
      isRunning.current = false;
      setBusy(false);
      return outcome;
    },
  };
}
