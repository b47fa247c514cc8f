import { describe, expect, it } from 'vitest';
import { identityEndpoints } from '../../src/fake-orchestrator/oauth/answer-identity.js';
import { profileOf } from '../../src/fake-orchestrator/profile/profile-of.js';
import { apiVersions } from '../../src/fake-orchestrator/profile/version-profile.js';
import { allRoutes } from '../../src/fake-orchestrator/routes/all-routes.js';
import { routesOf } from '../../src/fake-orchestrator/routes/router-of.js';
import { fidelity } from './fidelity.js';
import { describedVersions, productDescription } from './product-description.js';

const referenceFolder = process.env.CUELIGHT_REFERENCE_DIR;

function named(routes: typeof allRoutes): readonly string[] {
  return routes.map(({ method, path }) => `${method} ${path}`);
}

describe('the fidelity of the fake', () => {
  it('is graded for every endpoint that it serves, once, and for no other', () => {
    const graded = fidelity.endpoints.map(({ endpoint }) => endpoint);

    expect([...graded].sort()).toEqual([...named(allRoutes), ...identityEndpoints].sort());
  });

  it.each(apiVersions)('says which endpoints API version %i has', (version) => {
    const graded = fidelity.endpoints.filter(({ absentFrom }) => !absentFrom.includes(version));

    const identity = version === 9 ? [] : identityEndpoints;
    expect(graded.map(({ endpoint }) => endpoint).sort()).toEqual(
      [...named(routesOf(profileOf(version))), ...identity].sort(),
    );
  });
});

describe.each(describedVersions)('the product swagger of API version %i', (version) => {
  it('is claimed only where it agrees', ({ skip }) => {
    if (referenceFolder === undefined) return skip('CUELIGHT_REFERENCE_DIR is not set: there are no descriptions');
    const { routes } = productDescription(referenceFolder, version);

    const claimed = fidelity.endpoints.filter(({ evidence }) => evidence[String(version)] === 'product swagger');

    const wrong = claimed.filter(({ endpoint, absentFrom }) => routes.has(endpoint) === absentFrom.includes(version));
    expect(wrong.map(({ endpoint }) => endpoint)).toEqual([]);
  });
});
