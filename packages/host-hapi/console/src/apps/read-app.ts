import type { Answer, Call, Outcome } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import type { Who } from '../session/session-state.js';
import type { Reference } from './read-reference.js';

/** An API key, without its text. */
export type Key = Answer<'GET /v1/apps/{id}/keys'>['items'][number];

/** What there is of an app. */
export interface AppView {
  readonly references: readonly Reference[];
  /** What admins alone see. */
  readonly forAdmins?: { readonly app: Answer<'GET /v1/apps'>['items'][number]; readonly keys: readonly Key[] };
}

/** Reads an app, as much of it as somebody may see. */
export async function readApp(call: Call, id: string, { scope }: Pick<Who, 'scope'>): Promise<Outcome<AppView>> {
  const params = { id };
  const references = await everyPage((query) => call('GET /v1/apps/{id}/processes', { params, query }));
  if (!references.ok) return references;
  if (scope !== 'admin') return { ok: true, value: { references: references.value } };
  const keys = await everyPage((query) => call('GET /v1/apps/{id}/keys', { params, query }));
  if (!keys.ok) return keys;
  const apps = await everyPage((query) => call('GET /v1/apps', { query }));
  if (!apps.ok) return apps;
  const app = apps.value.find((one) => one.id === id);
  const forAdmins = app && { app, keys: keys.value };
  return { ok: true, value: { references: references.value, ...(forAdmins && { forAdmins }) } };
}
