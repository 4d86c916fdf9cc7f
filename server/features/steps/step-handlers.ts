import { stepDescriptors } from '../../contract/index.js';
import type { Handlers } from '../../http/endpoint-router.js';

/** The catalogue of steps. */
export function createStepHandlers(): Handlers<'listSteps'> {
  return { listSteps: () => Promise.resolve({ items: [...stepDescriptors] }) };
}
