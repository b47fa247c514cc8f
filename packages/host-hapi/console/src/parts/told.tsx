import { cut } from './cut.js';

/** No sentence that is told has more characters than this. */
const longest = 2_000;

/** What was found or failed, in sentences that may quote what somebody else gave: as safe around it as a name. */
export function Told({ children }: { readonly children: string }) {
  return <bdi class="name">{cut(children, longest)}</bdi>;
}
