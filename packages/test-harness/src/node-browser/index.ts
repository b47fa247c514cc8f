export { type NodeBrowser, type NodePage, openNodeBrowser } from './open-node-browser.js';
