import type { ProgramAttributes } from '../../model/program.js';
import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { definedEntries } from './defined-entries.js';

const defaultRetries = '3';
const defaultBackoff = 'PT5S';
const defaultTimeout = 'PT1M';

/** Of every task that a worker does. */
export function readJob(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const job = readExtension(element.source, 'Job');
  const type = job === undefined ? undefined : readText(job, 'type');
  if (job === undefined || type === undefined) {
    const message = `Expected the type of a job at ${describe(element)} but got none: no worker would know it`;
    reader.error(element, 'jobTypeMissing', message);
    return {};
  }
  const backoff = readText(job, 'retryBackoff') ?? defaultBackoff;
  return definedEntries({
    jobType: reader.value(element, 'job type', type),
    taskQueue: readText(job, 'taskQueue'),
    retries: readRetries(element, reader, readText(job, 'retries') ?? defaultRetries),
    retryBackoffMs: reader.milliseconds(element, 'retry back-off', backoff),
    timeoutMs: reader.milliseconds(element, 'timeout', readText(job, 'timeout') ?? defaultTimeout),
  });
}

function readRetries(element: DraftElement, reader: ModelReader, text: string): number {
  const retries = Number(text);
  if (Number.isInteger(retries) && retries >= 1) return retries;
  const message = `Expected at least one attempt at ${describe(element)} but got '${text}'`;
  reader.error(element, 'retriesInvalid', message, { retries: text });
  return 1;
}
