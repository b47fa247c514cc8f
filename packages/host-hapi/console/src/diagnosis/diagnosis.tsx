import type { Answer } from '../api/call.js';
import { Told } from '../parts/told.js';
import { CheckGroups } from './check-groups.js';

/** What checks found. */
export type DiagnosisView = Answer<'POST /v1/connections'>['diagnosis'];

const sums = { pass: 'Nothing is wrong.', warn: 'It works, with a warning.', fail: 'It does not work.' } as const;

/** A diagnosis: the cause first, then every question in its group, with what was seen and what to do. */
export function Diagnosis({ diagnosis }: { readonly diagnosis: DiagnosisView }) {
  const { verdict, checks, rootCause } = diagnosis;
  const cause = checks.find(({ id }) => id === rootCause);
  return (
    <div>
      <div class={`notice notice-${verdict}`}>
        <p>
          <strong>{sums[verdict]}</strong>
        </p>
        {cause && (
          <>
            <p>
              <Told>{cause.evidence}</Told>
            </p>
            <p>
              <strong>What to do:</strong> <Told>{cause.remedy}</Told>
            </p>
          </>
        )}
      </div>
      <CheckGroups checks={checks} rootCause={rootCause} />
    </div>
  );
}
