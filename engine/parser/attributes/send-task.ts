import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import { messageOf, readMessage } from '../message-definition.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { readJob } from './job.js';

/** A job wins over a message: the worker sends it in its own way. */
export function readSendTask(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const { source } = element;
  const hasJob = readExtension(source, 'Job') !== undefined;
  if (hasJob || messageOf(source) === undefined) return readJob(element, reader);
  return { message: readMessage(element, source, reader) };
}
