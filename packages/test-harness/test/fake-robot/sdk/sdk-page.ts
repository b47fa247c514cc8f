import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { UiPathRobot as Sdk } from '@uipath/robot';

/** The unmodified bundle of `@uipath/robot`, which a page loads by a script tag. */
export const sdkBundle = readFileSync(
  createRequire(import.meta.url).resolve('@uipath/robot/dist/js/UiPathRobot.js'),
  'utf8',
);

/** What a page holds beside the SDK. The scenarios see it as globals. */
export interface PageGlobals {
  readonly UiPathRobot: typeof Sdk;
  /** The events of the SDK so far; a consent prompt with its code. */
  readonly seen: { readonly event: string; readonly code?: number }[];
  /** What jobs have told so far. */
  readonly told: { readonly status?: string; readonly event?: unknown }[];
  /** Outcomes by name, of what was begun. */
  readonly outcomes: Record<string, Outcome>;
  /** Begins something whose outcome is looked at later. */
  readonly begin: (name: string, work: () => unknown) => void;
  /** Starts a process by its name, and notes what the job tells. */
  readonly startByName: (name: string, input?: object) => Promise<unknown>;
}

/** How a promise of the SDK ended. The SDK rejects with errors, texts and objects; the first are told apart. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown } | { readonly rejected: unknown };

/** A page with the SDK in it. */
export interface SdkPage {
  readonly origin: string;
  /** Runs a function in the page. It sees the page's globals, and nothing of this side but its argument. */
  run<Argument, Value>(work: (argument: Argument) => Value | Promise<Value>, argument: Argument): Promise<Value>;
  /** Errors that nobody in the page has caught. */
  uncaught(): readonly string[];
}

/** A browser with one profile: its pages share what they store. */
export interface SdkBrowser {
  /** Opens a page that asks at a port, or at the one that RobotJS knows. */
  open(port: number): Promise<SdkPage>;
  /** Where pages have sent requests, as `scheme://host`. */
  hosts(): readonly string[];
  close(): Promise<void>;
}

/** Readies a page: telemetry off before the first call, both events handled. Runs in the page. */
export const preparation = (port: number): string => `
  var seen = [], told = [], outcomes = {};
  UiPathRobot.settings.disableTelemetry = true;
  UiPathRobot.settings.portNumber = ${port};
  UiPathRobot.on('missing-components', function () { seen.push({ event: 'missing-components' }); });
  UiPathRobot.on('consent-prompt', function (code) { seen.push({ event: 'consent-prompt', code: code }); });
  function begin(name, work) {
    Promise.resolve().then(work).then(
      function (value) { outcomes[name] = { value: value }; },
      function (reason) { outcomes[name] = reason && reason.stack ? { error: reason.message } : { rejected: reason }; },
    );
  }
  async function startByName(name, input) {
    var processes = await UiPathRobot.getProcesses();
    var job = UiPathRobot.createJob(processes.find(function (process) { return process.name === name; }).id, input);
    job.on('status', function (status) { told.push({ status: status }); });
    job.on('workflow-event', function (event) { told.push({ event: event }); });
    return UiPathRobot.startJob(job);
  }
`;
