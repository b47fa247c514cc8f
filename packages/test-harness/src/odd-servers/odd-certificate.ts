import { createAuthority, type Identity, type LeafOrder, selfSignedLeaf } from '../tls/authority.js';
import { type ServerCertificate, serverCertificate } from '../tls/server-certificate.js';
import { type TlsMode, tlsModes } from '../tls/tls-mode.js';

/** What a server may present: what the fakes can show, and some that are odder. */
export const oddCertificates = [
  ...tlsModes,
  'authority-unknown',
  'expired-and-other-host',
  'expired-and-authority-unknown',
  'self-signed-and-more',
  'huge',
  'long-chain',
] as const;

/**
 * `authority-unknown`: with its intermediate, below a root that is not told. `self-signed-and-more`: signed by itself, expired
 * and for another host. `huge`: with names of some 50 KB, below a root that is not told. `long-chain`: the same below twelve
 * intermediates, all of them presented.
 */
export type OddCertificate = (typeof oddCertificates)[number];

const yearHours = 365 * 24;
const here: LeafOrder = { dnsNames: ['localhost'], ipAddresses: ['127.0.0.1'], fromHours: -1, untilHours: yearHours };
const past = { fromHours: -yearHours, untilHours: -24 };
const elsewhere = { dnsNames: ['orchestrator.example'], ipAddresses: [] };

/** Makes one. Its `ca` is one to trust, which is not always the one that it is from. */
export async function oddCertificate(kind: OddCertificate): Promise<ServerCertificate> {
  if (isTlsMode(kind)) return serverCertificate(kind);
  const known = await createAuthority('Known CA');
  const root = await createAuthority('Root CA');
  switch (kind) {
    case 'authority-unknown':
      return { ...(await belowIntermediates(1, here)), ca: known.cert };
    case 'expired-and-other-host':
      return { ...(await known.issueLeaf({ ...elsewhere, ...past })), ca: known.cert };
    case 'expired-and-authority-unknown':
      return { ...(await belowIntermediates(1, { ...here, ...past })), ca: known.cert };
    case 'self-signed-and-more':
      return { ...(await selfSignedLeaf({ ...elsewhere, ...past })), ca: known.cert };
    case 'huge': {
      const longName = `${'long.'.repeat(200)}example`;
      const dnsNames = [longName, ...Array.from({ length: 800 }, (_, index) => `${'x'.repeat(50)}-${index}.example`)];
      return { ...(await root.issueLeaf({ ...here, dnsNames })), ca: known.cert };
    }
    case 'long-chain':
      return { ...(await belowIntermediates(12, here)), ca: known.cert };
  }

  async function belowIntermediates(count: number, order: LeafOrder): Promise<Identity> {
    let authority = root;
    let above = '';
    for (let made = 0; made < count; made += 1) {
      authority = await authority.issueAuthority(`Intermediate CA ${made}`);
      above = authority.cert + above;
    }
    const { key, cert } = await authority.issueLeaf(order);
    return { key, cert: cert + above };
  }
}

function isTlsMode(kind: OddCertificate): kind is TlsMode {
  return tlsModes.some((mode) => mode === kind);
}
