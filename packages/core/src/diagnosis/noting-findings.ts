import type { OnFinding } from './diagnose.js';
import type { Finding } from './finding.js';
import type { CheckId } from './questions/questions.js';

/** Notes what a check found that is made beside others. */
export type NoteFinding = (id: CheckId, finding: Finding) => void;

/** Notes among findings, and tells whoever wants to hear of each. */
export function notingFindings(findings: Map<CheckId, Finding>, onFinding: OnFinding = () => {}): NoteFinding {
  return (id, finding) => {
    findings.set(id, finding);
    onFinding({ id, ...finding });
  };
}
