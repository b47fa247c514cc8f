export { createRobotBridge } from './create-robot-bridge.js';
export type { LocalProcess, Patience, RobotBridge, RobotBridgeOptions, WorkflowEvent } from './options.js';
export { type Page, webPage } from './page.js';
export type { RobotModule } from './robot-sdk.js';
export type { Tabs } from './tabs.js';
export type { UnreachableReason } from './why-unreachable.js';
