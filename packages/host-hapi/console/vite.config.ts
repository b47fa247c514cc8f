import { defineConfig } from 'vite';

/** The console, built to files that the service serves below /console/, and its page at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    assetsDir: '',
    // The policy of the page allows no inline script, no inline style and no data: address.
    assetsInlineLimit: 0,
    // What the licences of bundled packages ask for goes with them.
    license: { fileName: 'licences.md' },
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
});
