import { useEffect, useState } from 'preact/hooks';
import type { ConsentAsked } from './robot.js';

/** How long UiPath's SDK waits for the consent, in milliseconds. */
const consentMs = 60_000;

/** The code that the user compares with the one in UiPath Assistant, and how long there is for it. */
export function ConsentCode({ asked: { code, atMs } }: { readonly asked: ConsentAsked }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const leftS = Math.max(0, Math.ceil((atMs + consentMs - nowMs) / 1_000));
  return (
    <section class="notice notice-warn" aria-label="Consent">
      <div role="alert">
        <p>
          <strong>Compare this code with the one in UiPath Assistant, and consent there if they are the same.</strong>
        </p>
        <p class="consent-code">{code}</p>
      </div>
      <p>
        Assistant asks by itself; the browser may ask first whether it may open it. If the codes differ, refuse. A
        consent usually holds for 30 days, in every tab of this browser.
      </p>
      <p class="quiet">{leftS === 1 ? '1 second left' : `${leftS} seconds left`}</p>
    </section>
  );
}
