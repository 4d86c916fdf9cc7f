import { randomUUID } from 'node:crypto';
import { readTestSetting } from './embedded-environment.js';

/** The Temporal development server that the test run shares: each test file takes a task queue of its own. */
export function testTemporalAddress(): string {
  return readTestSetting('LEMNISCATE_TEST_TEMPORAL_ADDRESS');
}

export function createTaskQueueName(): string {
  return `test-${randomUUID()}`;
}

/** The executable of the time-skipping server, for `TestWorkflowEnvironment.createTimeSkipping`. */
export function timeSkippingServerPath(): string {
  return readTestSetting('LEMNISCATE_TEST_SERVER_PATH');
}
