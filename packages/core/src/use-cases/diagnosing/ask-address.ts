import { originOf } from '../../connection/orchestrator-url.js';
import { type Finding, fault, pass } from '../../diagnosis/finding.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { OrchestratorProbe, Sighting } from '../../ports/orchestrator-probe.js';

/** How long each look for the right address may take, in milliseconds. */
const lookAgainMs = 3_000;

/**
 * Whether an Orchestrator is at this very address. Where something else is, looks whether one is at a shorter address of
 * the same host: people paste what the browser shows.
 */
export async function askAddress(
  { target, signal }: OrchestratorAccess,
  sighting: Sighting,
  probe: OrchestratorProbe,
): Promise<Finding> {
  const url = target.orchestratorUrl;
  const { reply } = sighting;
  if (reply?.from === 'orchestrator') return pass(`An Orchestrator answers at ${url}.`);
  const options = { withinMs: lookAgainMs, ...(target.caPem && { caPem: target.caPem }), ...(signal && { signal }) };
  const looks = shorterAddresses(url).map(async (shorter) => ({ shorter, seen: await probe.look(shorter, options) }));
  const found = (await Promise.all(looks)).find(({ seen }) => seen.reply?.from === 'orchestrator');
  const right = found === undefined ? '' : ` An Orchestrator answers at ${found.shorter}.`;

  if (reply?.from === 'identity-server') {
    return fault('identity-address', `The identity server answers at ${url}.${right}`);
  }
  if (reply?.from === 'proxy') return fault('proxy-asks-to-sign-in', `It answers with status ${reply.status}.`);
  if (found !== undefined) return fault('path-too-long', `None answers at ${url}.${right}`);
  if (/(?:^|\.)uipath\.(?:com|us)$/i.test(new URL(url).hostname)) {
    return fault('cloud-address', `No Orchestrator answers at ${url}.`);
  }
  if (reply?.redirectsTo !== undefined) {
    return fault('sent-elsewhere', `It sends us to ${reply.redirectsTo} (status ${reply.status}).`);
  }
  const status = reply === undefined ? '' : ` (status ${reply.status})`;
  return reply?.from === 'web-page'
    ? fault('another-site', `A web page answers at ${url}${status}.`)
    : fault('not-an-orchestrator', `What answers at ${url} does not tell the version of an Orchestrator${status}.`);
}

/** So many parts of a path are taken off at most: an address is looked at for each. */
const mostParts = 4;

/** What is left when the path is shortened part by part; the shortest first, since it is the likeliest. */
function shorterAddresses(url: OrchestratorAccess['target']['orchestratorUrl']): readonly string[] {
  const origin = originOf(url);
  const parts = url
    .slice(origin.length)
    .split('/')
    .filter((part) => part !== '');
  return parts.slice(0, mostParts).map((_, index) => [origin, ...parts.slice(0, index)].join('/'));
}
