import { useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { Confirmed } from '../parts/confirmed.js';
import { Failure } from '../parts/failure.js';

/** Stops a job, softly or at once. */
export function StopJob({
  who,
  warning,
  stop,
}: {
  /** Who is asked to. */
  readonly who: string;
  /** What killing does. */
  readonly warning: string;
  /** Answers why not, if not. */
  stop(mode: 'soft' | 'kill'): Promise<Failed | undefined>;
}) {
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);

  const ask = async (mode: 'soft' | 'kill') => {
    if (isBusy) return;
    setBusy(true);
    setFailed(undefined);
    setSaid('');
    const refused = await stop(mode);
    setBusy(false);
    setFailed(refused);
    if (refused === undefined) setSaid(`${who} was asked to ${mode === 'soft' ? 'stop' : 'kill'} it.`);
  };

  return (
    <>
      <p class="actions">
        <button type="button" onClick={() => ask('soft')} aria-disabled={isBusy}>
          Stop
        </button>
        <Confirmed label="Kill" confirm="Kill it now" warning={warning} onConfirm={() => ask('kill')} />
      </p>
      <p role="status">{isBusy ? `Asking ${who === 'Orchestrator' ? who : 'the robot'} …` : said}</p>
      {failed && <Failure failed={failed} />}
    </>
  );
}
