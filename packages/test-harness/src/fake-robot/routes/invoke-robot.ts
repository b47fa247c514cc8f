import { jsonReply } from '../../fake-orchestrator/http/reply.js';
import { isJsonObject, type JsonObject } from '../../fake-orchestrator/json.js';
import { robotError } from '../http/robot-reply.js';
import { has } from '../site.js';
import { parameter, type RobotCall, type RobotRoute } from './robot-route.js';

/** How long fetching a package takes. */
const downloadMs = 1000;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Starts a process. The body is JSON whatever its content type says; without one there are no arguments. */
export const invokeRobot: RobotRoute = {
  port: 'session',
  method: 'POST',
  path: '/InvokeRobot',
  answer(call) {
    const { site, request } = call;
    const process = site.catalog.byKey(parameter(call, 'robotProcessId'));
    if (process === undefined) return robotError(404, 'The process was not found.');
    const body = request.text === '' ? {} : request.body;
    const args = body === undefined ? undefined : argumentsIn(call, body);
    if (args === undefined) return robotError(400, 'The arguments are not a JSON object.');
    if (!process.isDownloaded && process.whenNotDownloaded === 'refuses') {
      return robotError(409, 'The package of the process is not installed.');
    }
    const jobId = parameter(call, 'jobId');
    const wantedId = has(site, 'UseGivenJobId') && uuid.test(jobId) ? jobId : undefined;
    const job = site.engine.start({ process, wantedId, ...args }, process.isDownloaded ? 0 : downloadMs);
    site.catalog.download(process.key);
    return jsonReply(200, { response: { JobId: job.id } });
  },
};

/** With the feature, which the query has to name too, they are wrapped in an object that says more. */
function argumentsIn(call: RobotCall, body: JsonObject) {
  const isWrapped =
    has(call.site, 'InternalArguments') && parameter(call, 'features').split(',').includes('internalArguments');
  if (!isWrapped) return { input: body, internalArguments: null, jobSource: null };
  const { inputArgs = {}, internalArgs: internalArguments = null, jobSource = null } = body;
  return isJsonObject(inputArgs) ? { input: inputArgs, internalArguments, jobSource } : undefined;
}
