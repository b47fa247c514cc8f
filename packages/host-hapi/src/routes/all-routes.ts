import { appRoutes } from './app-routes.js';
import { auditRoute } from './audit-route.js';
import { browseRoutes } from './browse-routes.js';
import { connectionRoutes } from './connection-routes.js';
import { diagnosisRoutes } from './diagnosis-routes.js';
import { eventRoutes } from './event-routes.js';
import { hookRoute } from './hook-route.js';
import { jobRoutes } from './job-routes.js';
import { keyRoutes } from './key-routes.js';
import { operationRoutes } from './operation-routes.js';
import { presentedChainRoute } from './presented-chain-route.js';
import { referenceRoutes } from './reference-routes.js';
import { refusedDeliveriesRoute } from './refused-deliveries-route.js';
import type { Route } from './route.js';
import { secretRoutes } from './secret-routes.js';
import { sessionRoutes } from './session-routes.js';
import { supportRoute } from './support-route.js';
import { systemRoute } from './system-route.js';
import { tokenRoute } from './token-route.js';

/** Every route there is. */
export const allRoutes: readonly Route[] = [
  ...connectionRoutes,
  ...diagnosisRoutes,
  presentedChainRoute,
  ...browseRoutes,
  ...appRoutes,
  ...keyRoutes,
  tokenRoute,
  ...referenceRoutes,
  ...jobRoutes,
  ...eventRoutes,
  ...sessionRoutes,
  auditRoute,
  refusedDeliveriesRoute,
  supportRoute,
  ...secretRoutes,
  systemRoute,
  hookRoute,
  ...operationRoutes,
];
