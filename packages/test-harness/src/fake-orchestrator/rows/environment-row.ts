import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import type { Environment } from '../world/entities.js';

/** EnvironmentDto. Source: UiPath swagger 2019.10 and 2020.10. */
export const environmentType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.EnvironmentDto',
  properties: { Name: 'string', Description: 'string', Type: 'string', Id: 'number' },
};

/** An environment of a classic folder as the API shows it. */
export function environmentRow({ id, name }: Environment): JsonObject {
  return { Name: name, Description: '', Type: 'Prod', Id: id };
}
