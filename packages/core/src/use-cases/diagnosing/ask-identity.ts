import { usualIdentityUrls } from '../../connection/identity-url.js';
import { originOf } from '../../connection/orchestrator-url.js';
import { type Finding, fault, pass, skip } from '../../diagnosis/finding.js';
import { readSighting } from '../../diagnosis/read-sighting.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { OrchestratorProbe } from '../../ports/orchestrator-probe.js';

/** How long each look may take, in milliseconds. */
const lookMs = 4_000;

/** Whether the identity server answers where it is looked for; only client credentials need it. */
export async function askIdentity(access: OrchestratorAccess, probe: OrchestratorProbe): Promise<Finding> {
  const credential = await access.credential();
  if (!credential.ok) return skip('The credential cannot be read.');
  if (credential.value.kind !== 'client-credentials') return skip('This kind of credential needs no identity server.');
  const { target, signal } = access;
  const urls = target.identityUrl === undefined ? usualIdentityUrls(target.orchestratorUrl) : [target.identityUrl];
  const options = { withinMs: lookMs, ...(target.caPem && { caPem: target.caPem }), ...(signal && { signal }) };
  const looks = await Promise.all(urls.map(async (url) => ({ url, seen: await probe.look(url, options) })));
  const found = looks.find(({ seen }) => seen.reply?.from === 'identity-server');
  if (found !== undefined) return pass(`It answers at ${found.url}.`);
  const [first] = looks;
  // On the same host the way was looked at already.
  if (first?.seen.stop !== undefined && originOf(first.url) !== originOf(target.orchestratorUrl)) {
    const wrong = Object.values(readSighting(first.url, first.seen)).find(({ verdict }) => verdict === 'fail');
    return fault('identity-server-unreachable', `At ${first.url}: ${wrong?.evidence ?? 'it does not answer.'}`);
  }
  return fault('identity-server-elsewhere', `None answers at ${urls.join(' or ')}.`);
}
