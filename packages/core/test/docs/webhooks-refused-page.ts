import { deliveryMistakes } from '../../src/index.js';
import { longestExplained, mostOthersTried } from '../../src/use-cases/refused-deliveries.js';
import { explainedEveryMs, mostExplainedPerMinute } from '../../src/webhook/explaining-budget.js';
import { rememberedMs } from '../../src/webhook/former-secrets.js';
import { table } from './state-diagram.js';

/** The page `docs/webhooks-refused.md`. */
export function webhooksRefusedPage(): string {
  const mistakes = Object.entries(deliveryMistakes).map(([id, { meaning, remedy }]) => [`\`${id}\``, meaning, remedy]);
  return `# Webhooks that are refused

A delivery whose signature does not verify is answered 401, \`delivery-refused\`, whatever is wrong with it, and stays refused.
Its sender learns no more. An admin does: \`GET /v1/connections/{id}/refused-deliveries\` has in \`items\` which known mistakes
explain the refusals since the service started, how often, and when first and last; the log has them as the notice
\`webhook-refusal-explained\`. Where two mistakes come together, as hexadecimal digits after a prefix, each is counted.

${table(['mistake', 'what was done', 'what to do'], mistakes)}

Anybody can have deliveries refused, so few are looked at, once they are answered: one in ${explainedEveryMs / 1_000} s for a connection,
${mostExplainedPerMinute} a minute for all, bodies of up to ${longestExplained / 1_024} KiB. The others are counted in \`refused\` and \`notExamined\`;
\`toNoConnection\` counts, for the whole service, deliveries to connections that there are not, or that take none.

Limits: a secret that was valid before is known for ${rememberedMs / 3_600_000} hours, and until the service ends; of the secrets of other
connections ${mostOthersTried} are tried; JSON whose members were put in another order, or whose numbers were written anew, is
unexplained. Neither body nor signature is kept, and all of this is forgotten when the service ends or the connection is removed.

This page is made from the code: \`npx vitest run packages/core/test/docs -u\`.
`;
}
