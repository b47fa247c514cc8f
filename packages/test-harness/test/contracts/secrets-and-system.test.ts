import { clockChecks } from '../../src/contracts/clock.js';
import { keyedHashChecks } from '../../src/contracts/keyed-hash.js';
import { randomnessChecks } from '../../src/contracts/randomness.js';
import { secretStoreChecks } from '../../src/contracts/secret-store.js';
import { serviceSecretsChecks } from '../../src/contracts/service-secrets.js';
import { clockMutants, honestClock } from '../mutants/clock-mutants.js';
import { honestSecretStore } from '../mutants/honest-secret-store.js';
import { honestKeyedHash, keyedHashMutants } from '../mutants/keyed-hash-mutants.js';
import { contractCatches } from '../mutants/mutant.js';
import { honestRandomness, randomnessMutants } from '../mutants/randomness-mutants.js';
import { secretStoreMutants } from '../mutants/secret-store-mutants.js';
import { honestHosts, serviceSecretsMutants } from '../mutants/service-secrets-mutants.js';

contractCatches('secrets', secretStoreChecks, honestSecretStore, secretStoreMutants);
contractCatches('service secrets', serviceSecretsChecks, honestHosts, serviceSecretsMutants);
contractCatches('keyed hashes', keyedHashChecks, honestKeyedHash, keyedHashMutants);
contractCatches('randomness', randomnessChecks, honestRandomness, randomnessMutants);
contractCatches('time', clockChecks, honestClock, clockMutants);
