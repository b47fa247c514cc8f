const settings = '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings';

/**
 * What tells the API version without a login, below the Orchestrator's address. Both forms of the function, since which
 * of them is right is what is not known yet.
 */
export const openPaths = [settings, `${settings}()`, '/api/Status/Version'] as const;
