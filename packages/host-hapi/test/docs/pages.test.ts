import { describe, expect, it } from 'vitest';
import { auditPage } from './audit-page.js';
import { diagnosisPage } from './diagnosis-page.js';
import { failuresPage } from './failures-page.js';
import { settingsPage } from './settings-page.js';
import { supportPage } from './support-page.js';

const docs = '../../../../docs';

describe('the documentation', () => {
  it('lists every setting as the code has it', async () => {
    await expect(settingsPage()).toMatchFileSnapshot(`${docs}/settings.md`);
  });

  it('lists everything that the audit log records as the code has it', async () => {
    await expect(auditPage()).toMatchFileSnapshot(`${docs}/audit.md`);
  });

  it('lists every metric as the code has it', async () => {
    await expect(supportPage()).toMatchFileSnapshot(`${docs}/support.md`);
  });

  it('tells every check, every cause and the matrix of faults as the code has them', async () => {
    await expect(diagnosisPage()).toMatchFileSnapshot(`${docs}/diagnosis.md`);
  });

  it('lists every failure as the code has it', async () => {
    await expect(failuresPage()).toMatchFileSnapshot(`${docs}/failures.md`);
  });
});
