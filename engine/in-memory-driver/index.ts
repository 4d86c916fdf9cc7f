export {
  createInMemoryDriver,
  type InMemoryDriver,
  type InMemoryStart,
} from './create-in-memory-driver.js';
export type {
  BufferedMessage,
  InMemoryData,
  InMemoryFact,
  InMemoryInstance,
  UntimedInput,
} from './driver-data.js';
export type { InMemoryDriverOptions, JobHandler, JobOutcome } from './driver-options.js';
export { DriverNotSettlingError, UnknownSubjectError } from './errors.js';
