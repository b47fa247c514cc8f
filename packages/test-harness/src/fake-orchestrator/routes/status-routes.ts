import { contextOf } from '../http/odata-list.js';
import { emptyReply, jsonReply, odataReply } from '../http/reply.js';
import { openRoute, type Route, userRoute } from '../http/route.js';

/** What Orchestrator tells of itself. Sources: UiPath swagger 2020.10; UiPath-Services/UiPathOrch. */
export const statusRoutes: readonly Route[] = [
  openRoute('GET', '/api/Status/Get', () => emptyReply(200)),
  openRoute('GET', '/api/Status/Version', ({ site }) =>
    jsonReply(200, {
      version: site.profile.build,
      timestamp: site.clock.stamp(),
      deployment: null,
      configsVersion: null,
    }),
  ),
  openRoute('GET', '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings', (call) =>
    odataReply(200, {
      '@odata.context': contextOf(call, 'UiPath.Server.Configuration.OData.ResponseDictionaryDto'),
      Keys: ['Build.Version'],
      Values: [call.site.profile.build],
    }),
  ),
  userRoute('GET', '/odata/Settings/UiPath.Server.Configuration.OData.GetActivitySettings', undefined, (call) =>
    odataReply(200, {
      '@odata.context': contextOf(call, 'UiPath.Server.Configuration.OData.ActivitySettingsDto'),
      ApiVersion: call.site.profile.supportedVersions,
      SignalR: { url: `${call.site.origin}/signalr/hubs`, skipNegotiation: false },
    }),
  ),
];
