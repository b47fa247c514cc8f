import { usualIdentityUrls } from '../../connection/identity-url.js';
import { type OrchestratorUrl, originOf } from '../../connection/orchestrator-url.js';
import { checksOfAnyServer } from '../../diagnosis/checks-of-any-server.js';
import { type Finding, fault, pass, skip } from '../../diagnosis/finding.js';
import { readSighting } from '../../diagnosis/read-sighting.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { OrchestratorProbe, Sighting } from '../../ports/orchestrator-probe.js';

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
  const [broken] = looks.flatMap(({ url, seen }) => whatIsWrong(url, seen));
  if (broken === undefined) return fault('identity-server-elsewhere', `None answers at ${urls.join(' or ')}.`);
  const { url, check, evidence } = broken;
  // On the same host the way was looked at already.
  const isDown = check === 'http-answers' || check === 'orchestrator-in-service' || isSameHost(url, access);
  return fault(isDown ? 'identity-server-down' : 'identity-server-unreachable', `At ${url}: ${evidence}`);
}

function whatIsWrong(url: OrchestratorUrl, seen: Sighting) {
  const findings = readSighting(url, seen);
  const check = checksOfAnyServer.find((id) => findings[id].verdict === 'fail');
  return check === undefined ? [] : [{ url, check, evidence: findings[check].evidence }];
}

function isSameHost(url: OrchestratorUrl, { target }: OrchestratorAccess): boolean {
  return originOf(url) === originOf(target.orchestratorUrl);
}
