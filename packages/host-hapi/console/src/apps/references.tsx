import { useRef, useState } from 'preact/hooks';
import { Name } from '../parts/name.js';
import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';
import { placesToRun } from './places-to-run.js';
import type { Reference } from './read-reference.js';
import { TakeProcess } from './take-process.js';

/** The processes of an app: each can be run, called from code, and taken from it. */
export function References({
  appId,
  who,
  references,
  onReferences,
}: {
  readonly appId: string;
  readonly who: Who;
  readonly references: readonly Reference[];
  onReferences(references: readonly Reference[]): void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');

  const onTaken = ({ id }: Reference) => {
    onReferences(references.filter((one) => one.id !== id));
    setSaid('The process is taken from the app.');
    heading.current?.focus();
  };

  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        Processes
      </h2>
      <div role="status">{said}</div>
      {references.length === 0 && <p class="notice">It has no process yet. Give it the first.</p>}
      <p class="actions">
        <a class="button primary" href={hrefOf('apps', appId, 'add')}>
          Give it a process
        </a>
      </p>
      <ul class="cards">
        {references.map((reference) => (
          <ReferenceCard key={reference.id} appId={appId} who={who} reference={reference} onTaken={onTaken} />
        ))}
      </ul>
    </>
  );
}

function ReferenceCard({
  appId,
  who,
  reference,
  onTaken,
}: {
  readonly appId: string;
  readonly who: Who;
  readonly reference: Reference;
  onTaken(reference: Reference): void;
}) {
  const { id, packageId, folderPath, version, runOn } = reference;
  const hidden = <span class="hidden">{packageId.slice(0, 100)}</span>;
  return (
    <li class="card">
      <h3>
        <Name>{packageId}</Name>
      </h3>
      <p class="quiet">
        In <Name>{folderPath}</Name>, version <Name>{version}</Name>
      </p>
      <p class="quiet">Runs {placesToRun[runOn]}</p>
      <p class="actions">
        {who.scope === 'admin' && (
          <a class="button" href={hrefOf('apps', appId, 'run', id)}>
            Run {hidden}
          </a>
        )}
        <a class="button" href={hrefOf('apps', appId, 'check', id)}>
          Check {hidden}
        </a>
        {runOn === 'orchestrator' && (
          <a class="button" href={hrefOf('apps', appId, 'call', id)}>
            Call from code {hidden}
          </a>
        )}
      </p>
      <TakeProcess appId={appId} reference={reference} onTaken={() => onTaken(reference)} />
    </li>
  );
}
