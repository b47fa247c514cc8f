import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/openapi/open-api-document.js';
import { allRoutes } from '../../src/routes/all-routes.js';
import { type Description, printTypes } from './print-types.js';

describe('the types that the console is written against', () => {
  it('are those of the OpenAPI document', async () => {
    const types = printTypes(openApiDocument(allRoutes, '0.0.0') as Description);

    await expect(types).toMatchFileSnapshot('../../console/src/api/described.ts');
  });
});
