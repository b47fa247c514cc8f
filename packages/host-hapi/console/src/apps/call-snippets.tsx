import { useState } from 'preact/hooks';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Copied } from '../parts/copied.js';
import { Waiting } from '../parts/waiting.js';
import { inputOf } from './input-of.js';
import type { Reference } from './read-reference.js';
import { curlSnippet, fetchSnippet, pageSnippet, tokenSnippet } from './snippets.js';

/** How a process of an app is run from code, in the ways there are. @param references one at least */
export function CallSnippets({
  appId,
  references,
}: {
  readonly appId: string;
  readonly references: readonly Reference[];
}) {
  const call = useCall();
  const [chosen, setChosen] = useState(references[0]?.id);
  const reference = references.find(({ id }) => id === chosen);
  const { loaded } = useLoaded(
    async () => ({ ok: true, value: reference && (await inputOf(call, reference)) }),
    [chosen],
  );
  if (reference === undefined) return null;
  const input = loaded.is === 'there' ? loaded.value : undefined;
  const called = { serviceUrl: window.location.origin, appId, processId: reference.id, input: input ?? [] };
  return (
    <>
      {references.length > 1 && (
        <div class="field">
          <label for="field-snippet-process">Process</label>
          <select id="field-snippet-process" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {references.map(({ id, packageId, folderPath }) => (
              <option key={id} value={id}>
                {`${packageId.slice(0, 100)} in ${folderPath.slice(0, 100)}`}
              </option>
            ))}
          </select>
        </div>
      )}
      <p>
        Each reads the key from <code>CUELIGHT_KEY</code>, a variable of the environment, so that it is in no code and
        in no history. In a shell, <code>read -rs CUELIGHT_KEY; export CUELIGHT_KEY</code> takes it without showing it.
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading what the process takes …" />}
      {loaded.is === 'there' && (
        <>
          {input === undefined && (
            <p class="notice notice-warn">
              Orchestrator does not tell what the process takes, or too much to be shown: the input is left empty, and
              is yours to fill.
            </p>
          )}
          <h3>In a shell, with curl</h3>
          <Copied text={curlSnippet(called)} label="what is for a shell" />
          <h3>On a server, with fetch</h3>
          <Copied text={fetchSnippet(called)} label="what is for a server" />
          <h3>In a web page, with the host client</h3>
          <p>
            A page never has the key. The server of the app makes a token with it, for users whom it knows, and answers
            it to <code>POST /cuelight-token</code>:
          </p>
          <Copied text={tokenSnippet(called)} label="what the server of the page does" />
          <p>The page, whose origin is one of those of the app:</p>
          <Copied text={pageSnippet(called)} label="what is for a page" />
        </>
      )}
    </>
  );
}
