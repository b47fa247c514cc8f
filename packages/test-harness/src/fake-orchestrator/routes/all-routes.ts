import type { Route } from '../http/route.js';
import { accountRoutes } from './account-routes.js';
import { folderNavigationRoutes } from './folder-navigation-routes.js';
import { folderRoutes } from './folder-routes.js';
import { jobRoutes } from './job-routes.js';
import { packageRoutes } from './package-routes.js';
import { releaseRoutes } from './release-routes.js';
import { robotRoutes } from './robot-routes.js';
import { statusRoutes } from './status-routes.js';
import { userRoutes } from './user-routes.js';
import { webhookRoutes } from './webhook-routes.js';

/** Everything that the fake answers, apart from its own admin routes. */
export const allRoutes: readonly Route[] = [
  ...accountRoutes,
  ...statusRoutes,
  ...userRoutes,
  ...folderRoutes,
  ...folderNavigationRoutes,
  ...releaseRoutes,
  ...packageRoutes,
  ...jobRoutes,
  ...robotRoutes,
  ...webhookRoutes,
];
