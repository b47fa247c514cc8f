import type { Answer } from '../api/call.js';
import { age } from '../parts/age.js';
import { Fact } from '../parts/fact.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';

/** What runs, since when, where it is reached, and what it may call. */
export function Program({ system }: { readonly system: Answer<'GET /v1/system'> }) {
  const { version, node, startedAt, publicUrl, egress, jobs } = system;
  return (
    <dl class="facts">
      <Fact of="Version">
        Cuelight <Name>{version}</Name> on Node.js <Name>{node}</Name>
      </Fact>
      <Fact of="Runs for">
        {age(Date.now() - Date.parse(startedAt))}, since <Moment at={startedAt} />
      </Fact>
      <Fact of="Public address">
        {publicUrl === undefined ? (
          'None: Orchestrator cannot call here, so jobs are followed by reading. Set CUELIGHT_PUBLIC_URL to have one.'
        ) : (
          <Name>{publicUrl}</Name>
        )}
      </Fact>
      <Fact of="Events">In memory: one service alone on its database.</Fact>
      {egress !== undefined && (
        <Fact of="May call">
          <Name>{egress.allow.join(', ')}</Name>
          {egress.isDefault ? ' (the default)' : ' and nothing else (CUELIGHT_EGRESS_ALLOW)'}
        </Fact>
      )}
      <Fact of="Jobs">
        {jobs.followed === 1 ? '1 job is followed' : `${jobs.followed} jobs are followed`} at this moment
      </Fact>
    </dl>
  );
}
