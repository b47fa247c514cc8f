/** Where one job is found by its key. Source: UiPath swagger of Automation Cloud (20.0). */
export const getJobByKey = '/odata/Jobs/UiPath.Server.Configuration.OData.GetByKey(identifier={key})';

/** The key in the path of such a request. */
export function jobKeyIn(path: string): string {
  return /\(identifier=([\da-f-]{36})\)/i.exec(path)?.[1] ?? '';
}
