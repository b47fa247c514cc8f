import type { ApiRequest } from './api-request.js';
import type { Route } from './route.js';

/** Finds the route for a request, and the number in its path (0 where there is none). */
export type Router = (request: ApiRequest) => { readonly route: Route; readonly id: number } | undefined;

/** A router over a table of routes; the first that matches counts. */
export function createRouter(routes: readonly Route[]): Router {
  const table = routes.map((route) => ({ route, pattern: patternOf(route.path) }));

  return ({ method, path }) => {
    for (const { route, pattern } of table) {
      const match = route.method === method ? pattern.exec(path) : null;
      if (match !== null) return { route, id: Number(match[1] ?? 0) };
    }
    return undefined;
  };
}

function patternOf(path: string): RegExp {
  const escaped = path
    .replace(/[.()]/g, String.raw`\$&`)
    .replace('{id}', String.raw`(\d{1,15})`)
    .replace('{key}', String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`);
  return new RegExp(String.raw`^${escaped}(?:\(\))?\/?$`, 'i');
}
