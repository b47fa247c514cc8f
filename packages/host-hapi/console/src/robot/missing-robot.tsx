import type { UnreachableReason } from '@cuelight/adapters/robotjs';
import type { ComponentChildren } from 'preact';

const titles: Readonly<Record<UnreachableReason, string>> = {
  'robot-missing': 'No robot answers on this computer.',
  'robot-gone': 'The robot of this computer does not answer any more.',
  'denied-by-browser': 'The browser does not let this page reach the robot of this computer.',
  'page-not-secure': 'No robot answers, and this page did not come by https: browsers may keep it from the robot.',
};

type Step = 'robot' | 'add-on' | 'port' | 'permission' | 'https' | 'browser' | 'reload';

/** What to look at, what is most likely first. */
const stepsFor: Readonly<Record<UnreachableReason, readonly Step[]>> = {
  'robot-missing': ['robot', 'add-on', 'permission', 'port', 'browser'],
  'robot-gone': ['robot', 'reload'],
  'denied-by-browser': ['permission', 'reload'],
  'page-not-secure': ['https', 'robot', 'add-on', 'port', 'browser'],
};

/** Why no robot answered, as far as a browser tells, and what to look at. */
export function MissingRobot({
  reason,
  port,
  isBusy,
  mayRun,
  onRetry,
}: {
  readonly reason: UnreachableReason;
  readonly port: number;
  /** It is still being asked: UiPath's SDK goes on for a minute where it has asked for consent. */
  readonly isBusy: boolean;
  readonly mayRun: boolean;
  readonly onRetry: (() => void) | undefined;
}) {
  return (
    <section class="notice notice-fail" aria-label="The robot does not answer">
      <p role="alert">
        <strong>{titles[reason]}</strong>
      </p>
      {mayRun && <p>A job may run all the same: look at UiPath Assistant before you try again.</p>}
      <ol class="guide">
        {stepsFor[reason].map((step) => (
          <li key={step}>{wordsFor(step, port)}</li>
        ))}
      </ol>
      <p class="actions">
        {isBusy ? null : onRetry === undefined ? (
          <button type="submit">Try again</button>
        ) : (
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        )}
        <button type="button" onClick={() => window.location.reload()}>
          Load the page again
        </button>
      </p>
    </section>
  );
}

function wordsFor(step: Step, port: number): ComponentChildren {
  switch (step) {
    case 'robot':
      return (
        <>
          <strong>Robot and Assistant.</strong> UiPath Robot is installed on this computer, and UiPath Assistant is open
          and signed in.
        </>
      );
    case 'add-on':
      return (
        <>
          <strong>JavaScript Add-On.</strong> The Robot has it: it is a part of UiPath’s installer since 2020.4, which
          whoever administers this computer can run again.
        </>
      );
    case 'port':
      return (
        <>
          <strong>Port.</strong> This page asks at port {port}. Where the <code>ListenerPort</code> of RobotJS is
          another, the operator of Cuelight sets <code>CUELIGHT_ROBOT_PORT</code>.
        </>
      );
    case 'permission':
      return (
        <>
          <strong>Permission of the browser.</strong> Chrome and Edge ask whether this page may reach apps on this
          device (local network access). Allow it: open the settings of this site beside its address. An administrator
          allows it for everybody by the policy <code>LoopbackNetworkAllowedForUrls</code>, in older versions{' '}
          <code>LocalNetworkAccessAllowedForUrls</code>.
        </>
      );
    case 'https':
      return (
        <>
          <strong>https.</strong> Open the console by an address that begins with <code>https://</code>; the operator of
          Cuelight gives the service a certificate, or a proxy that has one.
        </>
      );
    case 'browser':
      return (
        <>
          <strong>Browser.</strong> UiPath supports Chrome, Edge and Firefox here, and not Safari.
        </>
      );
    case 'reload':
      return (
        <>
          <strong>Load the page again</strong> after that. Jobs that run on are then shown by Assistant alone.
        </>
      );
  }
}
