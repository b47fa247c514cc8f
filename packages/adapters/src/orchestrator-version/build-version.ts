/**
 * The API version of a build of the product, such as 11 of `20.10.16.0`; undefined for a text that is none, or one older
 * than 19.10. A build between two known ones counts as the earlier, which knows fewer fields.
 */
export function apiVersionOfBuild(build: string): number | undefined {
  const [, year, month] = /^(?:20)?(\d{2})\.(\d{1,2})(?:\.|$)/.exec(build) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const release = Number(year) * 100 + Number(month);
  return builds.findLast(({ from }) => release >= from)?.apiVersion;
}

/** From which build on which API version is served, as the header `api-supported-versions` was measured to say it. */
const builds = [
  { from: 1910, apiVersion: 9 },
  { from: 2004, apiVersion: 10 },
  { from: 2010, apiVersion: 11 },
  { from: 2110, apiVersion: 13 },
  { from: 2204, apiVersion: 15 },
  { from: 2304, apiVersion: 16 },
  { from: 2310, apiVersion: 17 },
] as const;
