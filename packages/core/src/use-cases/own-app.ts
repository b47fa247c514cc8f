import type { Caller } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { AppRepository } from '../ports/app-repository.js';
import { fail, type Result, succeed } from '../result.js';

/** The app, if it exists and is the caller's own, or the caller is an admin. */
export async function ownApp(appId: string, caller: Caller, apps: AppRepository): Promise<Result<void, Failure>> {
  const notFound = fail<Failure>({ code: 'app-not-found', detail: `There is no app ${appId}.` });
  if (caller.scope !== 'admin' && caller.appId !== appId) return notFound;
  const found = await apps.find(appId);
  if (!found.ok) return found;
  return found.value === undefined ? notFound : succeed(undefined);
}
