import type { ComponentChildren } from 'preact';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { hrefOf } from '../route/use-route.js';
import { type AuditEntry, outcomeOf, wordsOfAction } from './audit-words.js';

type Names = ReadonlyMap<string, string>;

/** One change: what, who, when, on what, and what became of it. */
export function Change({ entry, names }: { readonly entry: AuditEntry; readonly names: Names }) {
  const { seq, at, action, phase, actor, subject } = entry;
  const { look, word, detail } = outcomeOf(entry);
  const { connectionId, appId, keyId, processId } = subject;
  return (
    <li class="card">
      <h2>
        <Name>{wordsOfAction(action)}</Name> <span class={`badge badge-${look}`}>{word}</span>
      </h2>
      <p class="quiet">
        <Moment at={at} />, by <Who actor={actor} names={names} />, entry {seq}
      </p>
      {detail !== undefined && (
        <On what={phase === 'failed' ? 'Failed with' : 'Outcome'}>
          <Name>{detail}</Name>
        </On>
      )}
      {connectionId !== undefined && (
        <On what="Connection">
          <Known id={connectionId} names={names} screen="connections" />
        </On>
      )}
      {appId !== undefined && (
        <On what="App">
          <Known id={appId} names={names} screen="apps" />
        </On>
      )}
      {keyId !== undefined && (
        <On what="API key">
          <Name>{keyId}</Name>
        </On>
      )}
      {processId !== undefined && (
        <On what="Process">
          <Name>{processId}</Name>
        </On>
      )}
    </li>
  );
}

function On({ what, children }: { readonly what: string; readonly children: ComponentChildren }) {
  return (
    <p>
      {what}: {children}
    </p>
  );
}

/** By its name, and where it is shown, if it is still there. */
function Known({ id, names, screen }: { readonly id: string; readonly names: Names; readonly screen: string }) {
  const name = names.get(id);
  if (name === undefined) return <Name>{id}</Name>;
  return (
    <a href={hrefOf(screen, id)}>
      <Name>{name}</Name>
    </a>
  );
}

function Who({ actor, names }: { readonly actor: AuditEntry['actor']; readonly names: Names }) {
  switch (actor.kind) {
    case 'operator':
      return <>the operator</>;
    case 'command-line':
      return <>somebody at the command line</>;
    case 'service':
      return <>the service itself</>;
    case 'api-key':
      return (
        <>
          the key <Name>{actor.keyId ?? 'without an id'}</Name> of the app{' '}
          <Known id={actor.appId ?? 'without an id'} names={names} screen="apps" />
        </>
      );
    default:
      return <Name>{actor.kind}</Name>;
  }
}
