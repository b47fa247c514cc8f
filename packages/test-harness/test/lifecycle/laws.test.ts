import * as core from '@cuelight/core';
import { lifecycleLaws } from '../../src/lifecycle-model/law-checks.js';

lifecycleLaws('core', core);
