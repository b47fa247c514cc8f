import { parseArgs } from 'node:util';
import { type LocalService, startLocalService } from '@cuelight/example-local-service';
import { type ApiVersion, apiVersions, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { startFakeRobot } from '@cuelight/test-harness/fake-robot';
import { createApi } from './api.js';
import { doMainJob } from './main-job.js';
import { type Place, placeOf } from './place-of.js';
import { terminal } from './terminal.js';

const { exit: exits, apiVersion } = readFlags();
const closing: (() => Promise<unknown>)[] = [];
const close = async () => {
  for (const run of closing.splice(0).reverse()) await run();
};
const interruption = new AbortController();
const interrupted = new Promise<void>((resolve) => {
  interruption.signal.addEventListener('abort', () => resolve());
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());

const running = demo();
await Promise.race([running, interrupted]);
await close();
process.exitCode = await running;
// An interrupted demo may have been starting something, which it finished first.
await close();

/** Whether the demo is to end with its job, and of which version its Orchestrator is. A wrong flag ends it at once. */
function readFlags(): { readonly exit: boolean; readonly apiVersion: ApiVersion } {
  const versions = apiVersions.join(', ');
  try {
    const options = {
      exit: { type: 'boolean', default: false },
      'api-version': { type: 'string', default: '17' },
    } as const;
    const { exit, 'api-version': wanted } = parseArgs({ options }).values;
    const apiVersion = apiVersions.find((version) => String(version) === wanted);
    if (apiVersion === undefined) throw new Error(`There is no API version ${wanted}.`);
    return { exit, apiVersion };
  } catch (error) {
    terminal.failure(
      `${error instanceof Error ? error.message : error} The demo takes --exit, and --api-version with one of ${versions}.`,
    );
    process.exit(2);
  }
}

/** Answers the exit code: 0 once the job was Successful; 130 when it was interrupted, unless staying up is its end. */
async function demo(): Promise<number> {
  const serviceLog: string[] = [];
  try {
    terminal.title('Cuelight: the main job, on this machine alone');
    const orchestrator = await startFakeOrchestrator({ apiVersion });
    closing.push(() => orchestrator.close());
    interruption.signal.throwIfAborted();
    terminal.step('Started a fake Orchestrator', `${orchestrator.url}, API version ${apiVersion}`);
    const robot = await startFakeRobot();
    closing.push(() => robot.close());
    interruption.signal.throwIfAborted();
    terminal.step('Started a fake robot', `of this computer, at port ${robot.port}`);
    const service = await startLocalService((line) => serviceLog.push(line), {
      CUELIGHT_ROBOT_PORT: String(robot.port),
    });
    closing.push(() => service.stop());
    interruption.signal.throwIfAborted();
    terminal.step('Started Cuelight', service.url);

    const admin = createApi(service.url, service.adminKey);
    const place = placeOf(orchestrator.url, apiVersion);
    const { ended, connection, reference, localProcess } = await doMainJob(admin, { ...place, text: 'hello' });
    interruption.signal.throwIfAborted();
    if (ended !== 'Successful') {
      terminal.failure(`The job ended as ${ended}. The service said:\n${serviceLog.join('\n')}`);
      return 1;
    }
    terminal.note('\n  The job has ended, and nothing about it is stored.\n');
    if (exits) return 0;
    const { code } = await admin.call('POST', '/v1/session/codes');
    await stayUp(service, {
      place,
      adminUrl: orchestrator.adminUrl,
      connectionId: connection.id,
      processId: reference.id,
      localProcess,
      robotUrl: robot.controlUrl,
      code,
    });
    return 0;
  } catch (error) {
    // Whatever fails from then on fails because everything is being closed.
    if (interruption.signal.aborted) return exits ? 130 : 0;
    terminal.failure(error instanceof Error ? error.message : String(error));
    for (const line of serviceLog.slice(-20)) console.error(line);
    return 1;
  }
}

/** What somebody who goes on by hand needs. */
interface WayOn {
  readonly place: Place;
  readonly adminUrl: string;
  readonly connectionId: string;
  readonly processId: string;
  /** The name of the process that runs on this computer. */
  readonly localProcess: string;
  /** The other side of the fake robot. */
  readonly robotUrl: string;
  /** With it, a browser signs in once. */
  readonly code: string;
}

async function stayUp(service: LocalService, way: WayOn): Promise<void> {
  const { place, adminUrl, connectionId, processId, localProcess, robotUrl, code } = way;
  const settings = ['CUELIGHT_DATABASE_URL', 'CUELIGHT_EGRESS_ALLOW', 'CUELIGHT_PUBLIC_URL'];
  const given = settings.map((name) => `${name}=${service.settings[name]}`).join(' \\\n      ');
  terminal.note(`  Everything stays up. Open the console, signed in, once and within 5 minutes:

    ${service.url}/#code=${code}

  To connect there once more: address ${place.orchestratorUrl}, tenant Default, ${wordsFor(place.credential)}.

  Under “Apps” it runs ${localProcess} on this computer, by the fake robot, as it runs the other process through the fake
  Orchestrator. See what the fake robot was asked:

    curl ${robotUrl}/journal

  Start another job, and see what the fake Orchestrator has seen:

    curl -X POST ${service.url}/v1/processes/${processId}/jobs \\
      -H "Authorization: Bearer ${service.adminKey}" \\
      -H "Content-Type: application/json" -d '{"input":{"in_Text":"again"}}'
    curl ${adminUrl}/deliveries

  Ask whether anything is wrong with the connection, or with the process:

    ${given} \\
      npx cuelight check ${connectionId} --process ${processId}

  Ctrl+C ends the demo and removes its data.
`);
  await interrupted;
}

/** A credential of the fake Orchestrator as somebody types it, by the names that the console has for its parts. */
function wordsFor({ username, password, clientId, clientSecret }: Place['credential']): string {
  return username === undefined
    ? `application id ${clientId}, application secret ${clientSecret}`
    : `user name ${username}, password ${password}`;
}
