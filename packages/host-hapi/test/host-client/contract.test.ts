import { processRunnerContract } from '@cuelight/test-harness/contracts/process-runner';
import { aStagedRunner } from './a-staged-runner.js';

processRunnerContract('the host client', async () => ({ subject: (await aStagedRunner()).stage }));
