import { useEffect, useRef } from 'preact/hooks';
import { Fact } from '../parts/fact.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Waiting } from '../parts/waiting.js';
import { TrustRoot } from './trust-root.js';
import type { Chain, SeenChain } from './use-presented-chain.js';

/** The certificates that a server presents, and a way to trust the authority among them. */
export function PresentedChain({
  seen,
  onRetry,
  onTrust,
}: {
  readonly seen: SeenChain;
  onRetry(): void;
  /** Given the PEM of an authority whose fingerprint was typed. */
  onTrust(pem: string): void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (seen.is === 'there') heading.current?.focus();
  }, [seen]);
  if (seen.is === 'not-asked') return null;
  if (seen.is === 'asking') return <Waiting what="Looking at its certificates …" />;
  if (seen.is === 'failed') return <Failure failed={seen.failed} onRetry={onRetry} />;
  const { chain, orchestratorUrl } = seen;
  return (
    <section aria-labelledby="chain">
      <h2 id="chain" ref={heading} tabIndex={-1}>
        What <Name>{orchestratorUrl}</Name> presents
      </h2>
      <p>
        <Meaning chain={chain} />
      </p>
      <ol class="cards">
        {chain.certificates.map((certificate, index) => (
          <li key={certificate.pem} class="card">
            <Certificate certificate={certificate} isOwn={index === 0} />
            {!chain.isTrusted && certificate.isAuthority && certificate.isRoot && index > 0 && (
              <TrustRoot pem={certificate.pem} onTrust={onTrust} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Meaning({ chain: { isTrusted, certificates } }: { readonly chain: Chain }) {
  const top = certificates.at(-1);
  if (isTrusted) return <>They are trusted here already: nothing has to be added.</>;
  if (certificates.length === 1 && top?.isRoot === true) {
    return <>The server signed its certificate itself, which is not supported: it needs one from an authority.</>;
  }
  if (top?.isRoot !== true || !top.isAuthority) {
    return (
      <>
        The authority at the top is not presented. Get its certificate from whoever runs{' '}
        <Name>{top?.issuer ?? 'it'}</Name>, and paste it above as PEM.
      </>
    );
  }
  return (
    <>
      That a server presents them proves nothing. The authority at the top is added when you type its SHA-256
      fingerprint, which whoever runs it can tell you. Do not take it from this server.
    </>
  );
}

function Certificate({
  certificate: { subject, issuer, validFrom, validTo, isAuthority, isRoot },
  isOwn,
}: {
  readonly certificate: Chain['certificates'][number];
  readonly isOwn: boolean;
}) {
  const what = isOwn ? 'the server' : isAuthority ? (isRoot ? 'authority at the top' : 'authority') : 'no authority';
  return (
    <>
      <p>
        <strong>
          <Name>{subject}</Name>
        </strong>{' '}
        <span class="badge">{what}</span>
      </p>
      <dl class="facts">
        <Fact of="Signed by">{isRoot ? 'itself' : <Name>{issuer}</Name>}</Fact>
        <Fact of="Valid">
          from {validFrom} to {validTo}
        </Fact>
      </dl>
    </>
  );
}
