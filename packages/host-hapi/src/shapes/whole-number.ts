import { z } from 'zod';

/** A whole number as it stands in a query or a variable: decimal digits only, unlike `Number`, which takes `0x5` and `1e3`. */
export function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  const number = z.number(message).int(message).min(least, message).max(most, message);
  return z.preprocess((text) => (/^\d+$/.test(String(text)) ? Number(text) : undefined), number);
}
