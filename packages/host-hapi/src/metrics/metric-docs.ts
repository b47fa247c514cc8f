/**
 * Every metric: what it is, and its labels. A label is a word of this program (a route's template, a code, a kind, a state):
 * never an id, a name, an address, or a text that somebody sent.
 */
export const metricDocs = {
  cuelight_http_requests_total: {
    help: 'Requests that were answered, by the template of their route and the class of their status',
    labels: ['method', 'route', 'status'],
  },
  cuelight_refusals_total: {
    help: 'Requests that were refused, by the code of the problem',
    labels: ['code'],
  },
  cuelight_notices_total: {
    help: 'What happened that no caller was waiting for, by its kind',
    labels: ['kind'],
  },
  cuelight_background_failures_total: {
    help: 'Failures of what no caller was waiting for, by their code',
    labels: ['code'],
  },
  cuelight_jobs_read_total: {
    help: 'Followed jobs that were read, by the reason; only polling counts against the budget of a connection',
    labels: ['why'],
  },
  cuelight_connection_moves_total: {
    help: 'Moves of connections, by the state they moved to',
    labels: ['to'],
  },
  cuelight_followed_jobs: { help: 'Jobs that are followed at this moment', labels: [] },
  cuelight_build_info: {
    help: 'Always 1; its labels are the versions of Cuelight and Node',
    labels: ['version', 'node'],
  },
  process_start_time_seconds: { help: 'When the process began, in seconds since 1970', labels: [] },
  process_resident_memory_bytes: { help: 'Memory of the process that is in RAM', labels: [] },
  process_cpu_seconds_total: { help: 'CPU time that the process has used', labels: [] },
} as const satisfies Record<string, { readonly help: string; readonly labels: readonly string[] }>;

/** The name of a metric. */
export type MetricName = keyof typeof metricDocs;
