import os from 'node:os';
import { succeed } from '@cuelight/core';
import { ownVersion } from '../own-version.js';

/** The program, and the machine it runs on. */
export const programPart = async () =>
  succeed({
    cuelight: ownVersion(),
    node: process.versions.node,
    openssl: process.versions.openssl ?? 'none',
    os: { platform: os.platform(), release: os.release(), architecture: os.arch() },
    cpus: os.availableParallelism(),
    memory: { totalBytes: os.totalmem(), freeBytes: os.freemem(), ofProcessBytes: process.memoryUsage.rss() },
    uptime: { processS: Math.round(process.uptime()), machineS: Math.round(os.uptime()) },
  });
