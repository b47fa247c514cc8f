/** One try to hand an event to a subscriber. `status` is null when no answer came; then `error` says why. */
export interface DeliveryAttempt {
  readonly at: string;
  readonly status: number | null;
  readonly error?: 'timeout' | 'connection' | 'fault';
}

/** What became of one event for one webhook. */
export interface Delivery {
  readonly eventType: string;
  readonly eventId: string;
  readonly webhookId: number;
  readonly url: string;
  /**
   * `skipped`: the circuit breaker was open. `lost`: a fault rule lost it. `failed`: given up after the last retry, or
   * because the webhook is gone.
   */
  readonly outcome: 'pending' | 'delivered' | 'failed' | 'skipped' | 'lost';
  readonly attempts: readonly DeliveryAttempt[];
}
