import { useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { Waiting } from '../parts/waiting.js';

/** Makes a support bundle and has the browser keep it: what is in it, and what is not. */
export function SupportBundle() {
  const call = useCall();
  const [isMaking, setMaking] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');

  const download = async () => {
    if (isMaking) return;
    setMaking(true);
    setFailed(undefined);
    setSaid('');
    const made = await call('GET /v1/support-bundle');
    setMaking(false);
    if (!made.ok) return setFailed(made.failed);
    keep(`${JSON.stringify(made.value, null, 2)}\n`, `cuelight-support-${made.value.madeAt.slice(0, 10)}.json`);
    setSaid('The support bundle was made. Read it before you send it.');
  };

  return (
    <section>
      <h2>Support bundle</h2>
      <p>
        One readable file that says how this Cuelight stands, to send to whoever helps. In it are versions, settings,
        the database, hosts, connections with their addresses and names, what failed, and diagnoses.
      </p>
      <p>
        Not in it are secrets, process data, jobs, lines of the log and entries of the audit log. Every secret that the
        service knows is looked for and taken out besides.
      </p>
      <p class="actions">
        <button type="button" onClick={download} aria-disabled={isMaking}>
          Download a support bundle
        </button>
      </p>
      <div role="status">{said}</div>
      {isMaking && <Waiting what="Making it, which takes up to 30 seconds …" />}
      {failed && <Failure failed={failed} onRetry={download} />}
    </section>
  );
}

function keep(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
