import { setTimeout as delay } from 'node:timers/promises';

/** Waits until there is a value, looking often; throws when there is none after 15 s, or as long as is said. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  what: string,
  withinMs = 15_000,
): Promise<T> {
  const giveUpAtMs = performance.now() + withinMs;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (performance.now() > giveUpAtMs) throw new Error(`waited in vain for ${what}`);
    await delay(10);
  }
}
