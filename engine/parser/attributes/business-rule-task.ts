import type { ProgramAttributes } from '../../model/program.js';
import { type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { definedEntries } from './defined-entries.js';
import { readJob } from './job.js';
import { resultVariableOf } from './script-task.js';
import { readVersionChoice } from './version-choice.js';

/** A decision that the product makes itself, or the job of a worker. */
export function readBusinessRuleTask(
  element: DraftElement,
  reader: ModelReader,
): ProgramAttributes {
  const called = readExtension(element.source, 'CalledDecision');
  if (called === undefined) return readJob(element, reader);
  if (readExtension(element.source, 'Job') !== undefined) {
    const message = `Expected a decision or a job at ${describe(element)} but got both`;
    reader.error(element, 'decisionAndJob', message);
  }
  const decisionId = readText(called, 'decisionId');
  if (decisionId === undefined) {
    const message = `Expected the decision that ${describe(element)} calls but it names none`;
    reader.error(element, 'calledDecisionMissing', message);
    return {};
  }
  return definedEntries({
    decisionId: reader.value(element, 'called decision', decisionId),
    ...readVersionChoice(element, reader, called),
    resultVariable: readResultVariable(element, reader, called),
    refusesNull: readRefusesNull(element, reader, called),
  });
}

function readResultVariable(
  element: DraftElement,
  reader: ModelReader,
  called: ModdleElement,
): string | undefined {
  const variable = readText(called, 'resultVariable') ?? resultVariableOf(element.source);
  if (variable === undefined) {
    const message = `Expected the variable for the result of ${describe(element)} but got none: the result is recorded and goes nowhere`;
    reader.warning(element, 'decisionResultUnused', message);
  }
  return variable;
}

function readRefusesNull(
  element: DraftElement,
  reader: ModelReader,
  called: ModdleElement,
): true | undefined {
  const onNull = readText(called, 'onNull') ?? 'value';
  if (onNull === 'incident') return true;
  if (onNull === 'value') return undefined;
  const message = `Expected what a null result means at ${describe(element)} as 'value' or 'incident' but got '${onNull}'`;
  reader.error(element, 'onNullInvalid', message, { onNull });
  return undefined;
}
