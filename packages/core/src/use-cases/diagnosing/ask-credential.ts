import { type Finding, fault, faultOf, pass, skip } from '../../diagnosis/finding.js';
import type { OrchestratorAccess, OrchestratorSessions } from '../../ports/orchestrator.js';
import type { OrchestratorInspection } from '../../ports/orchestrator-inspection.js';

const kinds = {
  password: 'user name and password',
  'client-credentials': 'client id and client secret',
  'personal-access-token': 'personal access token',
} as const;

/** Whether the credential can be read where it is kept. */
export async function askStored(access: OrchestratorAccess): Promise<Finding> {
  const credential = await access.credential();
  return credential.ok ? pass(`It can be read: ${kinds[credential.value.kind]}.`) : faultOf(credential.failure);
}

/** Whether Orchestrator accepts it. */
export async function askSignIn(access: OrchestratorAccess, sessions: OrchestratorSessions): Promise<Finding> {
  const signedIn = await sessions.signIn(access);
  return signedIn.ok ? pass(`Signed in to tenant "${access.target.tenant}".`) : faultOf(signedIn.failure);
}

/** Whether its user is active. */
export async function askUser(access: OrchestratorAccess, inspection: OrchestratorInspection): Promise<Finding> {
  const user = await inspection.currentUser(access);
  if (!user.ok) return user.failure.code === 'orchestrator-refused' ? skip('It is not told.') : faultOf(user.failure);
  if (user.value === 'none') return pass('It is an external application, which is no user.');
  if (user.value === 'unsupported') return skip('This version does not tell.');
  if (user.value === 'unseen') return skip('This credential may not ask who it is.');
  const { name, id, isActive } = user.value;
  if (isActive === false) return fault('user-inactive', `User "${name}" (id ${id}) is deactivated.`);
  return pass(`It is user "${name}" (id ${id}).`);
}
