import { Counter, Gauge, Registry } from 'prom-client';
import { type MetricName, metricDocs } from './metric-docs.js';

/** Metrics as Prometheus reads them. */
export interface Exposition {
  /** The media type, with its version. */
  readonly type: string;
  readonly text: string;
}

/** The metrics of one service, in a registry of their own: several services may live in one process. */
export interface Metrics {
  /** Adds to a counter; `labels` in the order of {@link metricDocs}. */
  add(name: MetricName, labels: readonly string[], by?: number): void;
  /** @param followed how many jobs are followed at this moment */
  exposition(followed: number): Promise<Exposition>;
}

/** Metrics at zero, in the text format that Prometheus has read since 2014 (0.0.4). */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const docOf = (name: MetricName) => {
    const { help, labels: labelNames } = metricDocs[name];
    return { name, help, labelNames: [...labelNames], registers: [registry] };
  };
  const gauges = {
    followed: new Gauge(docOf('cuelight_followed_jobs')),
    startedAtS: new Gauge(docOf('process_start_time_seconds')),
    memory: new Gauge(docOf('process_resident_memory_bytes')),
    build: new Gauge(docOf('cuelight_build_info')),
  };
  const cpu = new Counter(docOf('process_cpu_seconds_total'));
  const counters = new Map(counterNames.map((name) => [name, new Counter(docOf(name))]));
  gauges.build.set({ version, node: process.versions.node }, 1);
  gauges.startedAtS.set(Math.round(Date.now() / 1_000 - process.uptime()));

  return {
    add(name, values, by = 1) {
      const labels = Object.fromEntries(metricDocs[name].labels.map((label, index) => [label, values[index] ?? '']));
      counters.get(name)?.inc(labels, by);
    },
    async exposition(followed) {
      gauges.followed.set(followed);
      gauges.memory.set(process.memoryUsage.rss());
      const { user, system } = process.cpuUsage();
      cpu.reset();
      cpu.inc((user + system) / 1_000_000);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

const counterNames: readonly MetricName[] = [
  'cuelight_http_requests_total',
  'cuelight_refusals_total',
  'cuelight_notices_total',
  'cuelight_background_failures_total',
  'cuelight_jobs_read_total',
  'cuelight_connection_moves_total',
];
