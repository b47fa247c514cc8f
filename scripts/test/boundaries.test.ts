import { describe, expect, it } from 'vitest';
import { findViolations } from '../boundaries/find-violations.mjs';
import { aHouse } from './a-house.js';

describe('the walls of the house', () => {
  it('let a sound house pass', async () => {
    const root = await aHouse();

    const { violations, fileCount } = findViolations(root);

    expect(violations).toEqual([]);
    expect(fileCount).toBe(11);
  });

  it.each([
    {
      rule: 'the core imports no package',
      file: 'packages/core/src/job.ts',
      text: "export const job = 1;\nimport { z } from 'zod';",
      violation: 'packages/core/src/job.ts:2: imports "zod", which packages/core/src may not',
    },
    {
      rule: 'the core takes not even the types of a package',
      file: 'packages/core/src/job.ts',
      text: "export type Pool = import('mysql2').Pool;",
      violation: 'packages/core/src/job.ts:1: imports "mysql2", which packages/core/src may not',
    },
    {
      rule: 'the core imports no Node built-in',
      file: 'packages/core/src/job.ts',
      text: "export { join } from 'node:path';",
      violation: 'packages/core/src/job.ts:1: imports "node:path", which packages/core/src may not',
    },
    {
      rule: 'the core does not climb out of its sources',
      file: 'packages/core/src/job.ts',
      text: "export * from '../../adapters/src/system/clock.js';",
      violation:
        'packages/core/src/job.ts:1: imports "../../adapters/src/system/clock.js", which is outside packages/core/src',
    },
    {
      rule: 'the tests of the core do without the harness',
      file: 'packages/core/test/job.test.ts',
      text: "import { anyJob } from '@cuelight/test-harness/arbitraries/job';",
      violation:
        'packages/core/test/job.test.ts:1: imports "@cuelight/test-harness/arbitraries/job", which packages/core/test may not',
    },
    {
      rule: 'an adapter imports only the packages it declared',
      file: 'packages/adapters/src/orchestrator-http/index.ts',
      text: "const knex = await import('knex');",
      violation:
        'packages/adapters/src/orchestrator-http/index.ts:1: imports "knex", which packages/adapters/src/orchestrator-http may not',
    },
    {
      rule: 'an adapter imports only the Node built-ins it declared',
      file: 'packages/adapters/src/orchestrator-http/index.ts',
      text: "import { readFile } from 'node:fs/promises';",
      violation:
        'packages/adapters/src/orchestrator-http/index.ts:1: imports "node:fs/promises", which packages/adapters/src/orchestrator-http may not',
    },
    {
      rule: 'an adapter does not reach into the folder of another',
      file: 'packages/adapters/src/orchestrator-http/index.ts',
      text: "import type { SealedRecords } from '../secrets/local/sealed-records.js';",
      violation:
        'packages/adapters/src/orchestrator-http/index.ts:1: imports "../secrets/local/sealed-records.js", which is outside packages/adapters/src/orchestrator-http',
    },
    {
      rule: 'an adapter that may use another reaches no third one',
      file: 'packages/adapters/src/orchestrator-http/index.ts',
      text: "import { createEgressGuard } from '../egress/index.js'; import { clock } from '../system/index.js';",
      violation:
        'packages/adapters/src/orchestrator-http/index.ts:1: imports "../system/index.js", which is outside packages/adapters/src/orchestrator-http',
    },
    {
      rule: 'an adapter does not reach another by its public name either',
      file: 'packages/adapters/src/orchestrator-http/index.ts',
      text: "import { clock } from '@cuelight/adapters/system';",
      violation:
        'packages/adapters/src/orchestrator-http/index.ts:1: imports "@cuelight/adapters/system", which packages/adapters/src/orchestrator-http may not',
    },
    {
      rule: 'an adapter that may take types of another takes nothing more',
      file: 'packages/adapters/src/persistence/sql/index.ts',
      text: "import { type SealedRecords } from '../../secrets/local/sealed-records.js';",
      violation:
        'packages/adapters/src/persistence/sql/index.ts:1: may take only types of "../../secrets/local/sealed-records.js"',
    },
    {
      rule: 'a new adapter folder is declared before it is used',
      file: 'packages/adapters/src/secrets/paper/index.ts',
      text: 'export const paper = 1;',
      violation:
        'packages/adapters/src/secrets/paper/index.ts: belongs to no area of scripts/boundaries/walls.mjs; declare what it may import',
    },
    {
      rule: 'an import whose target only a run can tell is refused',
      file: 'packages/adapters/src/persistence/sql/index.ts',
      text: 'export const load = (name: string) => import(name);',
      violation: 'packages/adapters/src/persistence/sql/index.ts:1: imports what only a run can tell',
    },
    {
      rule: 'only the composition of the host knows the container',
      file: 'packages/host-hapi/src/index.ts',
      text: "import { Container } from 'inversify';",
      violation: 'packages/host-hapi/src/index.ts:1: imports "inversify", which packages/host-hapi/src may not',
    },
    {
      rule: 'the service does not run on the harness',
      file: 'packages/host-hapi/src/composition/compose.ts',
      text: "export * from '@cuelight/test-harness/fake-orchestrator';",
      violation:
        'packages/host-hapi/src/composition/compose.ts:1: imports "@cuelight/test-harness/fake-orchestrator", which packages/host-hapi/src/composition may not',
    },
    {
      rule: 'the adapters do not run on the harness',
      file: 'packages/adapters/src/orchestrator-http/index.ts',
      text: "import { startFake } from '@cuelight/test-harness/fake-orchestrator';",
      violation:
        'packages/adapters/src/orchestrator-http/index.ts:1: imports "@cuelight/test-harness/fake-orchestrator", which packages/adapters/src/orchestrator-http may not',
    },
    {
      rule: 'the harness does not know the adapters',
      file: 'packages/test-harness/src/index.ts',
      text: "import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';",
      violation:
        'packages/test-harness/src/index.ts:1: imports "@cuelight/adapters/orchestrator-http", which packages/test-harness/src may not',
    },
    {
      rule: 'the tests of the harness do not know the host',
      file: 'packages/test-harness/test/fake.test.ts',
      text: "import { createHost } from '@cuelight/host-hapi';",
      violation:
        'packages/test-harness/test/fake.test.ts:1: imports "@cuelight/host-hapi", which packages/test-harness/test may not',
    },
    {
      rule: 'installing the host does not install the harness',
      file: 'packages/host-hapi/package.json',
      text: '{ "dependencies": { "@cuelight/test-harness": "0.1.0" } }',
      violation: 'packages/host-hapi/package.json: names the harness in dependencies; it belongs in devDependencies',
    },
    {
      rule: 'a new package is given walls before it is used',
      file: 'packages/gateway/src/index.ts',
      text: 'export const gateway = 1;',
      violation:
        'packages/gateway/src/index.ts: belongs to no area of scripts/boundaries/walls.mjs; declare what it may import',
    },
  ])('hold: $rule', async ({ file, text, violation }) => {
    const root = await aHouse({ [file]: text });

    const { violations } = findViolations(root);

    expect(violations).toEqual([violation]);
  });

  it('are not fooled by imports that stand in comments and texts', async () => {
    const text = "// import { z } from 'zod';\nexport const example = `import { z } from 'zod'`;";
    const root = await aHouse({ 'packages/core/src/job.ts': text });

    const { violations } = findViolations(root);

    expect(violations).toEqual([]);
  });

  it('fail when no source file of a package was looked at', async () => {
    const root = await aHouse({ 'packages/test-harness/src/index.ts': undefined });

    const { violations } = findViolations(root);

    expect(violations).toEqual(['packages/test-harness/src: no source file was seen, so nothing was checked']);
  });

  it('fail for every package when looked for in an empty folder', async () => {
    const root = await aHouse({});

    const { violations } = findViolations(`${root}/examples`);

    expect(violations.filter((violation) => violation.endsWith('nothing was checked'))).toHaveLength(4);
  });
});
