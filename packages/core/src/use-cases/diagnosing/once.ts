/** The same answer for everyone who asks: it is got once, when first asked for. */
export function once<T>(get: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= get();
    return answer;
  };
}
