import type { CertificateFault, SeenReply, Sighting, StopReason } from '../ports/orchestrator-probe.js';
import type { CauseId } from './causes/causes.js';
import { type Finding, fault, pass, skip } from './finding.js';
import type { CheckId } from './questions/questions.js';

/** The checks that a look answers by itself. */
export type SeenCheck = Extract<
  CheckId,
  | 'name-resolves'
  | 'address-allowed'
  | 'host-reached'
  | 'port-open'
  | 'tls-spoken'
  | 'certificate-trusted'
  | 'certificate-current'
  | 'certificate-names-host'
  | 'http-answers'
  | 'orchestrator-in-service'
  | 'version-supported'
  | 'clock-agrees'
>;

/**
 * What a look at the way to a server answers.
 *
 * @param url that was looked at, as it was parsed
 */
export function readSighting(url: string, sighting: Sighting): Readonly<Record<SeenCheck, Finding>> {
  const { host, hostname, protocol } = new URL(url);
  const { stop, addresses, reply } = sighting;
  const isPlain = protocol === 'http:';
  const isName = addresses.some((address) => address !== hostname.replace(/^\[(.*)\]$/, '$1'));
  const at = addresses.length > 0 ? addresses.join(', ') : hostname;
  const stopped = (causes: Partial<Record<StopReason, CauseId>>, passed: string, evidence: (code: string) => string) =>
    stop !== undefined && causes[stop.why] !== undefined
      ? fault(causes[stop.why] ?? 'look-failed', evidence(stop.code === undefined ? '' : ` (${stop.code})`))
      : pass(passed);
  const from = sighting.from.length > 0 ? ` from ${sighting.from.join(', ')}` : '';

  return {
    'name-resolves': stopped(
      { 'name-unknown': 'name-unknown', 'name-server-silent': 'name-server-silent' },
      isName ? `${hostname} is at ${at}.` : `${hostname} needs no name server.`,
      (code) => `${hostname} has no address here${code}.`,
    ),
    'address-allowed': stopped(
      { 'egress-refused': 'address-not-allowed' },
      `Calls to ${host} are allowed.`,
      () => `${host} is not called: its address ${stop?.detail ?? 'is not one of those allowed'}.`,
    ),
    'host-reached': stopped(
      { 'no-route': 'no-route', 'no-answer': 'filtered', 'connection-cut': 'connection-cut' },
      `Calls${from} get to ${at}.`,
      (code) => `A connection${from} to ${at}, port ${portOf(url)}, ${lost[stop?.why ?? 'failed'] ?? 'failed'}${code}.`,
    ),
    'port-open': stopped(
      { 'port-closed': 'port-closed' },
      `Port ${portOf(url)} accepts connections.`,
      (code) => `${at} refused the connection${from} to port ${portOf(url)}${code}.`,
    ),
    'tls-spoken': isPlain
      ? pass('Plain http to this machine itself: no TLS is involved.')
      : stopped(
          { 'not-tls': 'not-tls', 'tls-silent': 'tls-silent', 'tls-cut': 'tls-cut', 'tls-refused': 'tls-refused' },
          'It speaks TLS.',
          (code) => `The handshake with ${host} ${lost[stop?.why ?? 'failed'] ?? 'failed'}${code}.`,
        ),
    'certificate-trusted': certificateFinding(sighting, isPlain, trustCauses, 'Its authority is trusted here.'),
    'certificate-current': certificateFinding(sighting, isPlain, timeCauses, validity(sighting)),
    'certificate-names-host': certificateFinding(sighting, isPlain, nameCauses, `It was made for ${hostname}.`),
    'http-answers': stopped(
      {
        'http-silent': 'http-silent',
        'http-cut': 'http-cut',
        'not-http': 'not-http',
        'reply-too-long': 'reply-too-long',
        'reply-cut': 'reply-cut',
        failed: 'look-failed',
      },
      `It answers${reply === undefined ? '' : ` with status ${reply.status}`}.`,
      (code) => `The request to ${host} ${lost[stop?.why ?? 'failed'] ?? 'failed'}${code}.`,
    ),
    'orchestrator-in-service': reply === undefined ? pass('It answers.') : inService(reply),
    'version-supported': reply === undefined ? skip('Its version is not known.') : version(reply),
    'clock-agrees': reply === undefined ? skip('It did not tell its time.') : clock(reply),
    ...(stop?.why === 'failed' && notReached(sighting, isPlain)),
  };
}

/** A stop without a name of its own may come at any step, and is told by the last: what it did not come to did not pass. */
function notReached(
  { addresses, connection, presented }: Sighting,
  isPlain: boolean,
): Partial<Record<SeenCheck, Finding>> {
  const ids: readonly SeenCheck[] = [
    ...(addresses.length === 0 ? (['name-resolves'] as const) : []),
    ...(connection === undefined ? (['address-allowed', 'host-reached', 'port-open'] as const) : []),
    ...(presented.length === 0 && !isPlain ? tlsChecks : []),
  ];
  return Object.fromEntries(ids.map((id) => [id, skip('The look ended before that.')]));
}

const tlsChecks = ['tls-spoken', 'certificate-trusted', 'certificate-current', 'certificate-names-host'] as const;

function portOf(url: string): string {
  const { port, protocol } = new URL(url);
  return port !== '' ? port : protocol === 'https:' ? '443' : '80';
}

/** Completes "The connection, handshake or request ...". */
const lost: Partial<Record<StopReason, string>> = {
  'no-route': 'has no way there',
  'no-answer': 'got no answer at all in time',
  'connection-cut': 'was reset while it was being made',
  'not-tls': 'failed: what answers is not TLS',
  'tls-silent': 'got no answer in time',
  'tls-cut': 'was cut',
  'tls-refused': 'was refused',
  'http-silent': 'got no answer in time',
  'http-cut': 'got no answer: the connection was closed',
  'not-http': 'was not answered in HTTP',
  'reply-too-long': 'got an answer longer than this service reads',
  'reply-cut': 'got an answer that broke off',
};

type FaultCauses = Partial<Record<CertificateFault['why'], CauseId>>;

const trustCauses: FaultCauses = {
  'self-signed': 'self-signed',
  'authority-unknown': 'authority-unknown',
  'intermediate-missing': 'intermediate-missing',
  revoked: 'certificate-revoked',
  unacceptable: 'certificate-unacceptable',
};
const timeCauses: FaultCauses = { expired: 'certificate-expired', 'not-yet-valid': 'certificate-not-yet-valid' };
const nameCauses: FaultCauses = { 'other-host': 'certificate-for-another-host' };

function certificateFinding(
  { certificateFaults, presented }: Sighting,
  isPlain: boolean,
  causes: FaultCauses,
  passed: string,
): Finding {
  if (isPlain) return pass('Plain http to this machine itself: no certificate is involved.');
  const found = certificateFaults.find(({ why }) => causes[why] !== undefined);
  const cause = found && causes[found.why];
  if (found === undefined || cause === undefined) return pass(passed);
  const shown = presented[found.at ?? 0];
  const code = found.code === undefined ? '' : ` (${found.code})`;
  if (shown === undefined) return fault(cause, `The certificate is not accepted${code}.`);
  const { subject, issuer, validFrom, validTo, fingerprint, isCa } = shown;
  // Who is to trust an authority gets its fingerprint from elsewhere: told here, it would only be copied.
  const print = isCa ? '' : `, SHA-256 ${fingerprint}`;
  const top = presented.at(-1);
  const end = cause === 'authority-unknown' && top !== undefined ? ` Its chain ends at "${top.issuer}".` : '';
  return fault(
    cause,
    `It presents "${subject}", signed by "${issuer}", valid from ${validFrom} to ${validTo}${print}${code}.${end}`,
  );
}

function validity({ presented: [leaf] }: Sighting): string {
  return leaf === undefined ? 'It is valid now.' : `It is valid from ${leaf.validFrom} to ${leaf.validTo}.`;
}

function inService({ status }: SeenReply): Finding {
  if (status < 500) return pass('It is in service.');
  const evidence = `It answers with status ${status}.`;
  if (status === 503) return fault('in-maintenance', evidence);
  return fault(status === 502 || status === 504 ? 'gateway-in-vain' : 'server-broken', evidence);
}

/** 19.10 and the newest that the capabilities of Orchestrator were gathered for. */
const [oldestVersion, newestVersion] = [9, 20];

function version({ apiVersion }: SeenReply): Finding {
  if (apiVersion === undefined) return skip('Its version is not known.');
  const told = `It has API version ${apiVersion}.`;
  if (apiVersion < oldestVersion) return fault('version-too-old', told);
  return apiVersion > newestVersion ? { ...fault('version-not-known', told), verdict: 'warn' } : pass(told);
}

/** Tokens are good for some minutes more or less: what is below does no harm. */
const mostClockDifferenceMs = 2 * 60_000;

function clock({ clockAheadMs }: SeenReply): Finding {
  if (clockAheadMs === undefined) return skip('It did not tell its time.');
  if (Math.abs(clockAheadMs) <= mostClockDifferenceMs) return pass('They agree within two minutes.');
  const minutes = Math.round(Math.abs(clockAheadMs) / 60_000);
  return fault('clocks-differ', `Its clock is ${minutes} minutes ${clockAheadMs > 0 ? 'ahead of' : 'behind'} ours.`);
}
