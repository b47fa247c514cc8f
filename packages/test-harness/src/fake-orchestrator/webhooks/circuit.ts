/** Which webhooks are switched off for a while because their subscribers did not answer. */
export interface Circuit {
  open(webhookId: number): void;
  isOpen(webhookId: number): boolean;
}

/** Source: UiPath docs, "Webhooks appsettings.json", SubscriberCircuitBreakerExpirationSeconds. */
const openMs = 600_000;

/** A circuit in which nothing is switched off. */
export function createCircuit(nowMs: () => number): Circuit {
  const openUntilMs = new Map<number, number>();

  return {
    open(webhookId) {
      openUntilMs.set(webhookId, nowMs() + openMs);
    },
    isOpen: (webhookId) => nowMs() < (openUntilMs.get(webhookId) ?? 0),
  };
}
