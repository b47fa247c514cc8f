import type { Failure } from '../failure/failure.js';
import type { AppRepository } from '../ports/app-repository.js';
import type { Clock } from '../ports/clock.js';
import { everyPage } from '../ports/every-page.js';
import { type Result, succeed } from '../result.js';

/** From which web pages apps are used. Failures: `storage-unavailable`. */
export interface WebOrigins {
  /** Whether the app lists this origin. */
  isOfApp(origin: string, appId: string): Promise<Result<boolean, Failure>>;
  /** Whether any app lists this origin, or did a second ago: nobody can have all apps read more often than that. */
  isOfAny(origin: string): Promise<Result<boolean, Failure>>;
}

/** For how long the origins that were read are taken for all there are, in milliseconds. */
const freshMs = 1_000;

/** Makes the use cases. */
export function createWebOrigins({
  apps,
  clock,
}: {
  readonly apps: AppRepository;
  readonly clock: Pick<Clock, 'nowMs'>;
}): WebOrigins {
  let last: { readonly atMs: number; readonly read: ReturnType<typeof readAll> } | undefined;

  return {
    async isOfApp(origin, appId) {
      const app = await apps.find(appId);
      return app.ok ? succeed(app.value?.origins.includes(origin) === true) : app;
    },
    async isOfAny(origin) {
      const nowMs = clock.nowMs();
      if (last === undefined || nowMs >= last.atMs + freshMs) last = { atMs: nowMs, read: readAll() };
      const all = await last.read;
      return all.ok ? succeed(all.value.has(origin)) : all;
    },
  };

  async function readAll(): Promise<Result<ReadonlySet<string>, Failure>> {
    const origins = new Set<string>();
    for await (const page of everyPage((request) => apps.list(request))) {
      if (!page.ok) return page;
      for (const app of page.value) for (const origin of app.origins) origins.add(origin);
    }
    return succeed(origins);
  }
}
