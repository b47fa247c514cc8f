import type { Key } from './read-app.js';

/** What a key of each scope may do, in the order in which they are offered. */
export const scopes: Readonly<Record<Key['scope'], string>> = {
  runtime:
    'For the server of the app. Starts, reads, follows and stops jobs of the processes of this app, and makes tokens for its pages.',
  designer:
    'For whoever builds the app. Gives it processes and takes them away; sees, checks and renames connections, and makes new ones at addresses that a connection has. Runs nothing.',
  admin:
    'For whoever runs Cuelight. May do everything, in this app and all others: keys, connections and their credentials, too.',
};
