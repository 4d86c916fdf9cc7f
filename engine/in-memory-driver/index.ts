export { createInMemoryDriver, type InMemoryDriver } from './create-in-memory-driver.js';
export {
  type DeployedDecisions,
  addDecisions,
  type Deployment,
  findDecision,
} from './deployed-decisions.js';
export type { InMemoryInstance } from './driver-data.js';
export type { InMemoryDriverOptions } from './driver-options.js';
export { DriverNotSettlingError, UnknownSubjectError } from './errors.js';
