import { setTimeout as delay } from 'node:timers/promises';

/** Waits until there is a value, looking often; throws when there is none after 15 s. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const giveUpAtMs = performance.now() + 15_000;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (performance.now() > giveUpAtMs) throw new Error(`waited in vain for ${what}`);
    await delay(10);
  }
}
