/** How many bytes may be held at once by all who share it. */
export interface ByteBudget {
  /** Takes bytes out; false, and nothing is taken, when so many are not left. */
  take(bytes: number): boolean;
  giveBack(bytes: number): void;
}

/** Makes a budget of so many bytes. */
export function createByteBudget(total: number): ByteBudget {
  let left = total;
  return {
    take(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    giveBack(bytes) {
      left += bytes;
    },
  };
}
