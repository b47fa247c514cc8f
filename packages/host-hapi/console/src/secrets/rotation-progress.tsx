import { cut } from '../parts/cut.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { Told } from '../parts/told.js';
import type { Rotation } from './words.js';

/** How a rotation goes, or how the last one ended. */
export function RotationProgress({ rotation }: { readonly rotation: Rotation }) {
  const { to, state, done, total, beganAt, endedAt, failure } = rotation;
  const look = { running: 'warn', done: 'pass', failed: 'fail' }[state];
  return (
    <section class={`notice notice-${look}`} aria-label="Rotation">
      <p role="status">
        <strong>
          {state === 'running' && (
            <>
              Rotating to the key <Name>{to}</Name>. It goes on when you leave this screen.
            </>
          )}
          {state === 'done' && (
            <>
              Rotated: the key <Name>{to}</Name> opens every secret.
            </>
          )}
          {state === 'failed' && (
            <>
              The rotation to the key <Name>{to}</Name> is not complete.
            </>
          )}
        </strong>
      </p>
      <p>
        <progress max={Math.max(total, 1)} value={done} aria-label={`Secrets that the key ${cut(to, 100)} opens`} />{' '}
        {done} of {total} secrets
      </p>
      {failure && (
        <>
          <p>
            <Told>{failure.detail}</Told> (<Name>{failure.code}</Name>)
          </p>
          <p>
            <Told>{failure.remedy}</Told>
          </p>
        </>
      )}
      {state === 'done' && (
        <p>
          Take the other keys out of every host once no secret needs them, as the list below tells. Keep a copy as long
          as there are backups from before.
        </p>
      )}
      <p class="quiet">
        Began <Moment at={beganAt} />
        {endedAt !== undefined && (
          <>
            , ended <Moment at={endedAt} />
          </>
        )}
      </p>
    </section>
  );
}
