import { cut } from './cut.js';

/** No name is shown with more characters than this. */
const longest = 300;

/**
 * A text that somebody else gave. It is shown as it is, whatever it holds; one that is written from right to left turns
 * nothing around it, and an endless one ends.
 */
export function Name({ children }: { readonly children: string }) {
  return <bdi class="name">{cut(children, longest)}</bdi>;
}
