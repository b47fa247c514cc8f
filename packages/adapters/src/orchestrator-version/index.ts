export { apiVersionOf } from './api-version.js';
export { apiVersionOfBuild } from './build-version.js';
export { openPaths } from './open-paths.js';
export { toldVersion } from './told-version.js';
