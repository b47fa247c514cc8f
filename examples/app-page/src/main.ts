import { runApp } from './run-app.js';

const app = await runApp();
process.stdout.write(`The page of the app: ${app.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
