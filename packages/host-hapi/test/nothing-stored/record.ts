import { allCommands } from '../../src/cli/all-commands.js';
import { allRoutes } from '../../src/routes/all-routes.js';
import type { Site } from './a-site.js';
import { drive } from './drive.js';
import { createNotes } from './notes.js';
import { type CommandsRun, runCommands } from './run-commands.js';
import { type Canary, type Place, search } from './search.js';

/** How much is done. */
export interface Extent {
  /** Which of the troubles of an Orchestrator: every `of`th from that number on; all when absent. */
  readonly share?: { readonly number: number; readonly of: number };
  /** Where the operator has files; no commands are run when absent. */
  readonly operators?: string;
}

/** What a service wrote, and what must not be in it. */
export interface Recorded {
  readonly canaries: readonly Canary[];
  readonly places: readonly Place[];
  /** What is stored and told by design: whoever finds it in a place has really looked there. */
  readonly controls: readonly Canary[];
  readonly routes: readonly string[];
  readonly commands: readonly string[];
}

/** Drives a service, and keeps all that it wrote: while it runs, and once it has ended. */
export async function record(site: Site, { share, operators }: Extent): Promise<Recorded> {
  const notes = createNotes(site.url);
  const driven = await drive(notes, site.adminKey, share);
  const ran = operators === undefined ? nothingRun : await runCommands(site, notes, operators);
  const whileRunning = await site.files();
  await driven.takeDown();
  const outputs = await site.stop();

  return {
    canaries: [...driven.canaries, ...ran.canaries],
    places: [...whileRunning, ...(await site.files()), ...outputs, ...notes.replies, ...ran.places],
    controls: driven.controls,
    routes: [...notes.driven].sort(),
    commands: [...new Set(ran.names)].sort(),
  };
}

const nothingRun: CommandsRun = { canaries: [], places: [], names: [] };

/** The master keys of a setting, or of the file that the service made, as they are written and as bytes. */
export function masterKeysIn(text: string): readonly Canary[] {
  const keys = text.split(/[\s,]+/).flatMap((line) => line.split(':')[1] ?? []);
  if (keys.length === 0) throw new Error('there is no master key');
  const written = keys.flatMap((key) => [key, Buffer.from(key, 'base64').toString('latin1')]);
  const mayStandIn = ({ name }: Place) => name === ownFile;
  return written.map((key) => ({ what: 'a master key', text: key, mayStandIn }));
}

/** Where the service keeps the master keys that it made. */
export const ownFile = 'data/master-keys';

/** Which canaries are where they may not be, and which are where they may. */
export function sightings({ canaries, places }: Pick<Recorded, 'canaries' | 'places'>) {
  const seen = search(canaries, places);
  const isAllowed = ({ canary, place }: (typeof seen)[number]) => canary.mayStandIn?.(place) === true;
  return {
    forbidden: seen.filter((each) => !isAllowed(each)).map(({ canary, place }) => `${canary.what} in ${place.name}`),
    allowed: [...new Set(seen.filter(isAllowed).map(({ canary }) => canary.what))],
  };
}

/** Where the search has really been. */
export function searched({ controls, places }: Recorded): readonly string[] {
  return search(controls, places).map(({ canary, place }) => `${canary.what} in ${place.name}`);
}

/** What there is to drive. */
export const everyRoute = allRoutes.map(({ method, path }) => `${method} ${path}`).sort();
/** What there is to run beside the service. */
export const everyCommand = allCommands
  .map(({ name }) => name)
  .filter((name) => name !== 'serve')
  .sort();
