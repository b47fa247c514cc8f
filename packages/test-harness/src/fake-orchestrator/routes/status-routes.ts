import { contextOf } from '../http/odata-list.js';
import { emptyReply, failure, jsonReply, odataReply, type Reply } from '../http/reply.js';
import { openRoute, type Route, type UserCall, userRoute } from '../http/route.js';
import { licenceRow } from '../rows/licence-row.js';

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
  userRoute('GET', '/api/Status/VerifyHostAvailibility', undefined, availability),
  userRoute('GET', '/odata/Settings/UiPath.Server.Configuration.OData.GetLicense', undefined, licence),
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

async function availability({ request, site }: UserCall): Promise<Reply> {
  const url = request.query.get('url') ?? '';
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // How a missing or malformed URL is refused is assumed.
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return failure(400, 1000, 'The URL is not valid.');
  return jsonReply(200, { ...(await site.verifyHost(parsed)) });
}

function licence(call: UserCall): Reply {
  const { site, user } = call;
  const held = site.world.licences.get(user.tenant.id);
  if (held === undefined) return failure(404, 1002, 'License does not exist.');
  return odataReply(200, {
    '@odata.context': contextOf(call, 'UiPath.Server.Configuration.OData.LicenseDto'),
    ...licenceRow(held, site.clock.nowMs(), site.profile),
  });
}
