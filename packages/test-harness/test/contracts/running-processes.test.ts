import { processRunnerChecks } from '../../src/contracts/process-runner.js';
import { honestRunner } from '../mutants/honest-runner.js';
import { contractCatches } from '../mutants/mutant.js';
import { runnerMutants } from '../mutants/runner-mutants.js';

contractCatches('running processes', processRunnerChecks, honestRunner, runnerMutants);
