import type { ProgramAttributes } from '../../model/program.js';
import { type ModdleElement, readReference, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { definedEntries } from './defined-entries.js';

const defaultRetries = '3';
const defaultBackoff = 'PT5S';
const defaultTimeout = 'PT1M';

/** Of every task that a worker does. Plain BPMN names no worker: then the id of the task stands for the type. */
export function readJob(element: DraftElement, reader: ModelReader): ProgramAttributes {
  warnOfOperation(element, reader);
  return readJobOf(element, readExtension(element.source, 'Job'), reader);
}

/** A job as it is written: of a task, or of a listener. */
export function readJobOf(
  element: DraftElement,
  job: ModdleElement | undefined,
  reader: ModelReader,
): ProgramAttributes {
  const read = (attribute: string) => (job === undefined ? undefined : readText(job, attribute));
  const backoff = read('retryBackoff') ?? defaultBackoff;
  return definedEntries({
    jobType: reader.value(element, 'job type', read('type') ?? idAsType(element, reader)),
    taskQueue: read('taskQueue'),
    retries: readRetries(element, reader, read('retries') ?? defaultRetries),
    retryBackoffMs: reader.milliseconds(element, 'retry back-off', backoff),
    timeoutMs: reader.milliseconds(element, 'timeout', read('timeout') ?? defaultTimeout),
    isExternal: readIsExternal(element, reader, read('worker'), read('taskQueue')),
  });
}

function idAsType(element: DraftElement, reader: ModelReader): string {
  const message = `Expected the type of a job at ${describe(element)} but got none: workers know it as '${element.id}'`;
  reader.warning(element, 'jobTypeMissing', message);
  return element.id;
}

/** Operations of WSDL interfaces are not bound to anything here: the job says what is done. */
function warnOfOperation(element: DraftElement, reader: ModelReader): void {
  const operation = readReference(element.source, 'operationRef');
  if (operation === undefined) return;
  const message = `Expected the job of ${describe(element)} to say what is done: its operation '${operation}' is kept but not called`;
  reader.warning(element, 'operationIgnored', message, { operation });
}

function readRetries(element: DraftElement, reader: ModelReader, text: string): number {
  const retries = Number(text);
  if (Number.isInteger(retries) && retries >= 1) return retries;
  const message = `Expected at least one attempt at ${describe(element)} but got '${text}'`;
  reader.error(element, 'retriesInvalid', message, { retries: text });
  return 1;
}

function readIsExternal(
  element: DraftElement,
  reader: ModelReader,
  worker: string | undefined,
  taskQueue: string | undefined,
): true | undefined {
  if (worker === undefined) return undefined;
  if (worker !== 'external') {
    const message = `Expected the worker of ${describe(element)} to be 'external' or left out but got '${worker}'`;
    reader.error(element, 'jobWorkerInvalid', message, { worker });
    return undefined;
  }
  if (taskQueue !== undefined) {
    const message = `Expected the job of ${describe(element)} to be for an external worker or for task queue '${taskQueue}' but got both`;
    reader.error(element, 'jobWorkerInvalid', message, { worker, taskQueue });
  }
  return true;
}
