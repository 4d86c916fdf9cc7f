import type { ProgramAttributes } from '../../model/program.js';
import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { readAssignment } from './assignment.js';
import { definedEntries } from './defined-entries.js';

export function readUserTask(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const form = readExtension(element.source, 'Form');
  return definedEntries({
    ...readAssignment(element, reader),
    ...readSchedule(element, reader),
    formId: form === undefined ? undefined : readText(form, 'formId'),
  });
}

function readSchedule(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const schedule = readExtension(element.source, 'Schedule');
  if (schedule === undefined) return {};
  const read = (attribute: string) =>
    reader.optionalValue(element, attribute, readText(schedule, attribute));
  const priority = read('priority');
  if (priority?.type === 'constant' && !isPriority(priority.value)) {
    const message = `Expected a priority from 0 to 100 at ${describe(element)} but got '${priority.value}'`;
    reader.error(element, 'priorityInvalid', message, { priority: priority.value });
  }
  return { dueDate: read('dueDate'), followUpDate: read('followUpDate'), priority };
}

function isPriority(text: string): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) <= 100;
}
