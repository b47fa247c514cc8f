import { clockContract } from '@cuelight/test-harness/contracts/clock';
import { keyedHashContract } from '@cuelight/test-harness/contracts/keyed-hash';
import { randomnessContract } from '@cuelight/test-harness/contracts/randomness';
import { nodeKeyedHash, systemClock, systemRandomness } from '../../src/system/index.js';

clockContract('system', async () => ({ subject: systemClock }));
keyedHashContract('node:crypto', async () => ({ subject: nodeKeyedHash }));
randomnessContract('system', async () => ({ subject: systemRandomness }));
