import type { ComponentChildren } from 'preact';
import { AddProcessScreen } from './apps/add-process-screen.js';
import { AppScreen } from './apps/app-screen.js';
import { AppsScreen } from './apps/apps-screen.js';
import { CallScreen } from './apps/call-screen.js';
import { CheckScreen } from './apps/check-screen.js';
import { AuditScreen } from './audit/audit-screen.js';
import { ChangeConnectionScreen } from './connections/change-connection-screen.js';
import { ChangeTargetScreen } from './connections/change-target-screen.js';
import { ConnectScreen } from './connections/connect-screen.js';
import { ConnectionScreen } from './connections/connection-screen.js';
import { ConnectionsScreen } from './connections/connections-screen.js';
import { RefusedDeliveriesScreen } from './connections/refused-deliveries-screen.js';
import { ReplaceCredentialScreen } from './connections/replace-credential-screen.js';
import { JobScreen } from './jobs/job-screen.js';
import { LocalJobScreen } from './jobs/local-job-screen.js';
import { RunScreen } from './jobs/run-screen.js';
import { ForAdmins } from './parts/for-admins.js';
import { Screen } from './parts/screen.js';
import { hrefOf, type Place } from './route/use-route.js';
import { SecretsScreen } from './secrets/secrets-screen.js';
import type { Who } from './session/session-state.js';
import { SystemScreen } from './system/system-screen.js';

/** Where a screen is, and what it shows there. */
interface ScreenAt {
  readonly parts: readonly string[];
  show(named: Readonly<Record<string, string>>, who: Who): ComponentChildren;
}

/** Every screen, by where it is: `:name` stands for any part, which the screen is given by that name. */
const screens: readonly ScreenAt[] = [
  at('', () => <ConnectionsScreen />),
  at('connections', () => <ConnectionsScreen />),
  at('connections/:id', ({ id }, who) => <ConnectionScreen id={id} who={who} />),
  at('connections/:id/change', ({ id }, who) => <ChangeConnectionScreen id={id} who={who} />),
  at('connections/:id/credential', ({ id }, who) => forAdmins(who, <ReplaceCredentialScreen id={id} />)),
  at('connections/:id/target', ({ id }, who) => forAdmins(who, <ChangeTargetScreen id={id} />)),
  at('connections/:id/refused-deliveries', ({ id }, who) => forAdmins(who, <RefusedDeliveriesScreen id={id} />)),
  at('connect', (_, who) => <ConnectScreen who={who} />),
  at('apps', () => <AppsScreen />),
  at('apps/:id', ({ id }, who) => <AppScreen id={id} who={who} />),
  at('apps/:appId/add', ({ appId }) => <AddProcessScreen appId={appId} />),
  at('apps/:appId/call/:processId', (named) => <CallScreen {...named} />),
  at('apps/:appId/run/:processId', (named, { robotPort }) => <RunScreen {...named} robotPort={robotPort} />),
  at('apps/:appId/check/:processId', (named, { robotPort }) => <CheckScreen {...named} robotPort={robotPort} />),
  at('apps/:appId/local-jobs/:processId/:jobKey', (named) => <LocalJobScreen {...named} />),
  at('apps/:appId/jobs/:processId/:jobKey', (named) => <JobScreen {...named} />),
  at('audit', (_, who) => forAdmins(who, <AuditScreen />)),
  at('secrets', (_, who) => forAdmins(who, <SecretsScreen />)),
  at('system', (_, who) => forAdmins(who, <SystemScreen />)),
];

/** The screen at a place; where there is none, that there is none. */
export function screenAt(place: Place, who: Who): ComponentChildren {
  for (const { parts, show } of screens) {
    const isHere = parts.length === place.length && parts.every((part, i) => part.startsWith(':') || part === place[i]);
    if (!isHere) continue;
    const named = parts.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), place[i] ?? '']] : []));
    return show(Object.fromEntries(named), who);
  }
  return (
    <Screen title="There is nothing here">
      <p>
        The address leads nowhere. <a href={hrefOf('connections')}>Go to the connections</a>.
      </p>
    </Screen>
  );
}

function at<P extends string>(path: P, show: (named: Named<P>, who: Who) => ComponentChildren): ScreenAt {
  return { parts: path.split('/').filter(Boolean), show: (named, who) => show(named as Named<P>, who) };
}

function forAdmins({ scope }: Who, screen: ComponentChildren): ComponentChildren {
  return scope === 'admin' ? screen : <ForAdmins />;
}

/** The parts of a path that have a name. */
type Named<P extends string> = P extends `${infer First}/${infer Rest}`
  ? Named<First> & Named<Rest>
  : P extends `:${infer Name}`
    ? { readonly [name in Name]: string }
    : unknown;
