import { cloudPathOf } from '../http/cloud-path.js';
import { failure } from '../http/reply.js';
import { openRoute, type Route } from '../http/route.js';
import { createRouter, type Router } from '../http/router.js';
import type { VersionProfile } from '../profile/version-profile.js';
import { allRoutes } from './all-routes.js';

const routers = new WeakMap<VersionProfile, Router>();

/** Finds what a version answers to a request; nothing is found for what is answered with the web page. */
export function routerOf(profile: VersionProfile): Router {
  const router = routers.get(profile) ?? makeRouter(profile);
  routers.set(profile, router);
  return router;
}

/** The routes that a version has. */
export function routesOf({ absentRoutes }: VersionProfile): readonly Route[] {
  return allRoutes.filter(({ method, path }) => absentRoutes[`${method} ${path}`] === undefined);
}

function makeRouter(profile: VersionProfile): Router {
  const router = createRouter([...routesOf(profile), ...notFound(profile)]);
  if (!profile.hasCloudPaths) return router;
  return (request) => router({ ...request, path: cloudPathOf(request.path)?.rest ?? request.path });
}

function notFound({ absentRoutes }: VersionProfile): readonly Route[] {
  return allRoutes
    .filter(({ method, path }) => absentRoutes[`${method} ${path}`] === 'not-found')
    .map(({ method, path }) => openRoute(method, path, () => failure(404, 0, 'An error has occurred.')));
}
