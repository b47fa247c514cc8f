import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { coldStart } from './measures/cold-start.js';
import { connectionsScale } from './measures/connections-scale.js';
import { consolePages } from './measures/console/console.js';
import { lifecycle } from './measures/lifecycle.js';
import { listing } from './measures/listing.js';
import { secrets } from './measures/secrets.js';
import { startOverhead } from './measures/start-overhead.js';
import { tokenStorm } from './measures/token-storm.js';
import { webhookIngest } from './measures/webhook-ingest.js';
import type { Row } from './row.js';

type Measure = (isQuick: boolean) => Promise<readonly Row[]>;

const measures: Record<string, Measure> = {
  'cold-start': (isQuick) => coldStart({ rounds: isQuick ? 1 : 7 }),
  'webhook-ingest': (isQuick) =>
    webhookIngest(isQuick ? { rounds: 1, deliveries: 500 } : { rounds: 5, deliveries: 10_000 }),
  'token-storm': (isQuick) => tokenStorm({ callers: isQuick ? 500 : 10_000 }),
  listing: (isQuick) =>
    listing(
      isQuick
        ? { rounds: 1, folders: 100, processesEach: 5, latencyMs: 10 }
        : { rounds: 7, folders: 200, processesEach: 25, latencyMs: 20 },
    ),
  lifecycle: (isQuick) =>
    lifecycle(isQuick ? { rounds: 1, lives: 200, watched: 5_000 } : { rounds: 31, lives: 1_000, watched: 50_000 }),
  'connections-scale': (isQuick) =>
    connectionsScale(
      isQuick ? { few: 1_000, many: 10_000, rounds: 100 } : { few: 1_000, many: 100_000, rounds: 1_000 },
    ),
  secrets: (isQuick) =>
    secrets(isQuick ? { rounds: 200, few: 1_000, many: 3_000 } : { rounds: 1_000, few: 1_000, many: 100_000 }),
  console: (isQuick) =>
    consolePages(isQuick ? { rounds: 1, folders: 4, moves: 20 } : { rounds: 25, folders: 100, moves: 500 }),
  'start-overhead': (isQuick) => startOverhead({ rounds: isQuick ? 100 : 1_000 }),
};

process.exitCode = await bench();

/** Answers 0 when every target holds, 1 when one does not, 2 when the command makes no sense. */
async function bench(): Promise<number> {
  const { values, positionals } = readArguments();
  const unknown = positionals.filter((name) => !(name in measures));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(measures).join(', ')}.`);
    return 2;
  }
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.error(`Measuring ${name} ...`);
    rows.push(...(await measure(values.quick)));
  }
  for (const row of rows) console.log(lineOf(row));
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
    console.error(`Wrote ${rows.length} rows to ${values.json}.`);
  }
  // A quick run shows that the benchmarks work; its figures are too few to hold anybody to.
  return values.quick || rows.every(({ holds }) => holds) ? 0 : 1;
}

function readArguments() {
  try {
    const options = { quick: { type: 'boolean', default: false }, json: { type: 'string' } } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nbench [name...] [--quick] [--json file]`);
    process.exit(2);
  }
}

function lineOf({ name, metric, ours, peer, peerName, ratio, target, holds, unit }: Row): string {
  const compared = peer === null ? '' : `, ${peerName} ${peer.toFixed(0)} ${unit}, ratio ${ratio?.toFixed(2)}`;
  return `${name}: ${metric}: ours ${ours.toFixed(0)} ${unit}${compared}, target ${target}: ${holds ? 'holds' : 'MISSED'}`;
}
