import { isCancellation } from '@temporalio/workflow';
import { LocalActivityDroppedError } from './errors.js';

/**
 * An instance never cancels a local activity. One that is canceled all the same was waiting for its next attempt when
 * the worker dropped the instance from its cache: that is no answer, so the workflow task must fail and be run again.
 */
export function requireAnswer(error: unknown): void {
  if (isCancellation(error)) throw new LocalActivityDroppedError(error);
}
