import { createServer, connect as dial } from 'node:net';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';

// A fake Orchestrator with many folders, and before it a wire on which a request takes its time.
const [folders = 0, processesEach = 0, latencyMs = 0] = process.argv.slice(2).map(Number);

const processes = Array.from({ length: processesEach }, (_, number) => ({
  name: `InvoiceBot ${number}`,
  arguments: {
    input: [
      { name: 'in_Period', required: true },
      { name: 'in_Limit', type: 'System.Int32', hasDefault: true },
    ],
    output: [{ name: 'out_Count', type: 'System.Int32' }],
  },
}));
const fake = await startFakeOrchestrator({
  seed: {
    tenants: [
      {
        name: 'Default',
        users: [{ username: 'admin', password: 'admin-password' }],
        folders: Array.from({ length: folders }, (_, number) => ({ path: `Department ${number}`, processes })),
      },
    ],
  },
});
const { hostname, port } = new URL(fake.url);

const wire = createServer({ noDelay: true }, (near) => {
  const far = dial({ host: hostname, port: Number(port), noDelay: true });
  near.on('data', (bytes) => {
    setTimeout(() => far.write(bytes), latencyMs);
  });
  near.on('end', () => {
    setTimeout(() => far.end(), latencyMs);
  });
  far.pipe(near);
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
});
wire.listen(0, '127.0.0.1', () => {
  const address = wire.address();
  if (address === null || typeof address === 'string') throw new Error('the wire has no port');
  console.log(`http://127.0.0.1:${address.port}`);
});
