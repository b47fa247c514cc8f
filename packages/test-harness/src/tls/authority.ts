import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** A certificate with its private key, both as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What a server's certificate says; hours are counted from now, in real time. */
export interface LeafOrder {
  /** The DNS names that it is for; the first is its common name too. */
  readonly dnsNames: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly fromHours: number;
  readonly untilHours: number;
}

/** Somebody who signs certificates. */
export interface Authority {
  /** Its own certificate as PEM. */
  readonly cert: string;
  issueLeaf(order: LeafOrder): Promise<Identity>;
  /** An authority below it. */
  issueAuthority(commonName: string): Promise<Authority>;
}

const hourMs = 3_600_000;
const tenYearsHours = 10 * 365 * 24;
const generate = promisify(generateKeyPair);

interface Signer {
  readonly subject: forge.pki.CertificateField[];
  readonly key: forge.pki.rsa.PrivateKey;
  readonly keyIdentifier: string;
}

/** A new root, which exists in memory only. No two have the same name, so that a client cannot take one for another. */
export async function createAuthority(commonName: string): Promise<Authority> {
  return authorityOf(`${commonName} ${randomBytes(4).toString('hex')}`, undefined);
}

/** A server's certificate that it signed itself, as installers make them: no CA's. */
export async function selfSignedLeaf(order: LeafOrder): Promise<Identity> {
  const made = await certify('leaf', subjectOf(order.dnsNames[0] ?? ''), undefined, order, leafExtensions(order));
  return { cert: made.cert, key: made.keyPem };
}

async function authorityOf(commonName: string, parent: Signer | undefined): Promise<Authority> {
  const validity = { fromHours: -tenYearsHours / 2, untilHours: tenYearsHours / 2 };
  const { cert, signer } = await certify(
    parent === undefined ? 'root' : 'intermediate',
    subjectOf(commonName),
    parent,
    validity,
    [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  );
  return {
    cert,
    async issueLeaf(order) {
      const made = await certify('leaf', subjectOf(order.dnsNames[0] ?? ''), signer, order, leafExtensions(order));
      return { cert: made.cert, key: made.keyPem };
    },
    issueAuthority: (name) => authorityOf(name, signer),
  };
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const keyPairs = new Map<Role, Promise<KeyPair>>();

/** Whom a key is for. Each has the same one as long as the process lives, since making one takes long. */
type Role = 'root' | 'intermediate' | 'leaf';

function keyPairFor(role: Role): Promise<KeyPair> {
  const made =
    keyPairs.get(role) ??
    generate('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
  keyPairs.set(role, made);
  return made;
}

/** Makes a certificate for a key, signed by `signer` or by itself. */
async function certify(
  role: Role,
  subject: forge.pki.CertificateField[],
  signer: Signer | undefined,
  { fromHours, untilHours }: Pick<LeafOrder, 'fromHours' | 'untilHours'>,
  extensions: readonly object[],
): Promise<{ readonly cert: string; readonly keyPem: string; readonly signer: Signer }> {
  const pair = await keyPairFor(role);
  const publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const keyIdentifier = forge.pki.getPublicKeyFingerprint(publicKey, { type: 'RSAPublicKey' }).getBytes();
  const itself = { subject, key, keyIdentifier };
  const issuer = signer ?? itself;
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // The first bit of a serial number is its sign, which must be positive.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() + fromHours * hourMs);
  certificate.validity.notAfter = new Date(Date.now() + untilHours * hourMs);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer.subject);
  certificate.setExtensions([
    ...extensions,
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.keyIdentifier },
  ]);
  certificate.sign(issuer.key, forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), keyPem: pair.privateKey, signer: itself };
}

function subjectOf(commonName: string): forge.pki.CertificateField[] {
  return [
    { name: 'commonName', value: commonName },
    { name: 'organizationName', value: 'Fake Orchestrator' },
  ];
}

function leafExtensions({ dnsNames, ipAddresses = [] }: LeafOrder): readonly object[] {
  const dnsName = 2;
  const ipAddress = 7;
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        ...dnsNames.map((value) => ({ type: dnsName, value })),
        ...ipAddresses.map((ip) => ({ type: ipAddress, ip })),
      ],
    },
  ];
}
