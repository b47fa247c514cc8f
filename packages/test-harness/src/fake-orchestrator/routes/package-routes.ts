import { odataList } from '../http/odata-list.js';
import { type Route, userRoute } from '../http/route.js';
import { packageRow, packageType } from '../rows/package-row.js';

/** The package versions that the tenant's processes run. Source: UiPath swagger 2020.10. */
export const packageRoutes: readonly Route[] = [
  userRoute('GET', '/odata/Processes', 'Packages.View', (call) => {
    const releases = [...call.site.world.releases.values()].filter(
      ({ folder }) => folder.tenant.id === call.user.tenant.id,
    );
    const rows = new Map(
      releases.map((release) => packageRow(release, call.site.profile)).map((row) => [String(row.Id), row]),
    );
    return odataList(call, 'Processes', packageType, [...rows.values()]);
  }),
];
