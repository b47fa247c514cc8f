import type { Answer } from '../api/call.js';
import { age } from '../parts/age.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';

/** What runs, since when, where it is reached, and what it may call. */
export function Program({ system }: { readonly system: Answer<'GET /v1/system'> }) {
  const { version, node, startedAt, publicUrl, egress, jobs } = system;
  return (
    <dl class="facts">
      <div>
        <dt>Version</dt>
        <dd>
          Cuelight <Name>{version}</Name> on Node.js <Name>{node}</Name>
        </dd>
      </div>
      <div>
        <dt>Runs for</dt>
        <dd>
          {age(Date.now() - Date.parse(startedAt))}, since <Moment at={startedAt} />
        </dd>
      </div>
      <div>
        <dt>Public address</dt>
        <dd>
          {publicUrl === undefined ? (
            'None: Orchestrator cannot call here, so jobs are followed by reading. Set CUELIGHT_PUBLIC_URL to have one.'
          ) : (
            <Name>{publicUrl}</Name>
          )}
        </dd>
      </div>
      <div>
        <dt>Events</dt>
        <dd>In memory: one service alone on its database.</dd>
      </div>
      {egress !== undefined && (
        <div>
          <dt>May call</dt>
          <dd>
            <Name>{egress.allow.join(', ')}</Name>
            {egress.isDefault ? ' (the default)' : ' and nothing else (CUELIGHT_EGRESS_ALLOW)'}
          </dd>
        </div>
      )}
      <div>
        <dt>Jobs</dt>
        <dd>{jobs.followed === 1 ? '1 job is followed' : `${jobs.followed} jobs are followed`} at this moment</dd>
      </div>
    </dl>
  );
}
