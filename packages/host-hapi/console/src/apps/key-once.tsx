import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Answer } from '../api/call.js';
import { Copied } from '../parts/copied.js';
import { Name } from '../parts/name.js';
import { CallSnippets } from './call-snippets.js';
import type { Reference } from './read-reference.js';

/** Shows a key that was just made, and how it is used. When it goes, its text is gone. */
export function KeyOnce({
  made,
  appId,
  references,
  onDone,
}: {
  readonly made: Answer<'POST /v1/apps/{id}/keys'>;
  readonly appId: string;
  readonly references: readonly Reference[];
  onDone(): void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const callable = references.filter(({ runOn }) => runOn === 'orchestrator');
  return (
    <section class="sheet" aria-labelledby="new-key">
      <h3 id="new-key" ref={heading} tabIndex={-1}>
        The key <Name>{made.name}</Name>
      </h3>
      <p class="notice notice-warn">
        <strong>It is not shown again.</strong> Copy it now to where it is kept, such as the secrets of the server that
        will use it. Cuelight keeps only a trace by which it knows the key.
      </p>
      <Copied text={made.key} label="the key" />
      <p class="actions">
        <button type="button" class="primary" onClick={onDone}>
          I have it, go on
        </button>
      </p>
      {made.scope !== 'designer' && callable.length === 0 && (
        <p class="notice">Give the app a process: then it is shown here how to run it with the key.</p>
      )}
      {made.scope !== 'designer' && callable.length > 0 && <CallSnippets appId={appId} references={callable} />}
    </section>
  );
}
