import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { readJob } from './job.js';

export function readBusinessRuleTask(
  element: DraftElement,
  reader: ModelReader,
): ProgramAttributes {
  if (readExtension(element.source, 'CalledDecision') === undefined)
    return readJob(element, reader);
  const message = `Expected a job at ${describe(element)} but it calls a decision: decisions cannot be executed`;
  reader.error(element, 'decisionUnsupported', message);
  return {};
}
