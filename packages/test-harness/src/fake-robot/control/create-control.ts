import { setImmediate as turn } from 'node:timers/promises';
import { robotFaultRuleSchema } from '../faults/fault-rule.js';
import type { RobotPorts } from '../http/robot-ports.js';
import { type RobotJob, type RobotJobView, viewOfJob } from '../jobs/robot-job.js';
import type { RobotSite } from '../site.js';
import type { FakeRobotControl, FakeRobotState } from './control.js';

/**
 * @param site the robot as it is now
 * @param renew ends it and begins another
 */
export function createControl(site: () => RobotSite, ports: RobotPorts, renew: () => void): FakeRobotControl {
  function withJob(id: string, act: (job: RobotJob) => void): RobotJobView | undefined {
    const job = site().engine.byId(id);
    if (job === undefined) return undefined;
    act(job);
    return viewOfJob(job);
  }

  return {
    journal: () => site().journal.entries(),
    state: () => stateOf(site(), ports),
    codes: () => site().consent.codes(),
    approve: (code) => site().consent.decide(code, 'approved'),
    reject: (code) => site().consent.decide(code, 'rejected'),
    setConsent: (mode) => site().consent.setMode(mode),
    expireTokens: () => site().consent.expireTokens(),
    setOrigins({ allowed, forbidden }) {
      const { origins } = site();
      site().origins = { allowed: allowed ?? origins.allowed, forbidden: forbidden ?? origins.forbidden };
    },
    setFeatures(features) {
      site().features = features;
    },
    jobs: () => site().engine.all().map(viewOfJob),
    setJobState: (id, { state, output, error }) =>
      withJob(id, (job) => site().engine.move(job, state, { output, error })),
    emitStatus: (id, text) => withJob(id, ({ outbox }) => outbox.add({ kind: 'status', text })),
    emitEvent: (id, { name, payload }) => withJob(id, ({ outbox }) => outbox.add({ kind: 'event', name, payload })),
    dropConnections: ports.dropConnections,
    async moveSessionPort() {
      await ports.moveSession();
      return ports.session();
    },
    stop: ports.stop,
    async start({ forgetJobs = false } = {}) {
      if (forgetJobs) site().engine.forget();
      await ports.start();
    },
    advanceClock: (ms) => site().clock.advance(ms, () => turn()),
    addFault: (rule) => site().faults.add(robotFaultRuleSchema.parse(rule)),
    removeFault: (id) => site().faults.remove(id),
    removeFaults: () => site().faults.clear(),
    async reset() {
      renew();
      ports.dropConnections();
      await ports.start();
    },
  };
}

function stateOf({ clock, features, origins, catalog, faults, engine }: RobotSite, ports: RobotPorts): FakeRobotState {
  return {
    now: clock.stamp(),
    port: ports.discovery,
    sessionPort: ports.session(),
    listening: { discovery: ports.isListening('discovery'), session: ports.isListening('session') },
    features,
    origins,
    processes: catalog.all().map(({ key, name, isDownloaded }) => ({ key, name, isDownloaded })),
    faults: faults.all(),
    heldPolls: engine.held(),
  };
}
