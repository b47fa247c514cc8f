import type { RefusedDeliveries } from '@cuelight/core';
import type { RouteContext } from '../routes/route.js';

/** A delivery that was refused, as it came. */
export interface RefusedDelivery {
  readonly connectionId: string;
  readonly signature: string | undefined;
  readonly body: Uint8Array;
}

/**
 * Counts a refused delivery, and answers what is to be done once the refusal is answered, if anything: the body is held
 * until then, within the budget of the bodies that are being read.
 */
export function explainLater(
  { connectionId, signature, body }: RefusedDelivery,
  refusedDeliveries: RefusedDeliveries,
  budget: RouteContext['deliveryBudget'],
): (() => Promise<void>) | undefined {
  const explaining = refusedDeliveries.note(connectionId);
  if (explaining === undefined) return undefined;
  const bytes = body.byteLength;
  if (bytes > explaining.maxBytes || !budget.take(bytes)) return () => explaining.explain(signature, undefined);
  return () => explaining.explain(signature, body).finally(() => budget.giveBack(bytes));
}
