import { readChild, readReference } from '../../tailoring/moddle-element.js';
import { isCompensable } from '../compensation.js';
import type { DraftElement, DraftModel } from '../draft-model.js';
import { definitionTypeOf } from '../event-definitions.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/**
 * BPMN 2.0.2 section 10.5.6: an event compensates an activity that it sees, that is one beside it or, from an event
 * sub-process, one beside that.
 */
export const compensationThrows: Rule = (model) =>
  model.elements
    .filter(({ type }) => type === 'endEvent' || type === 'intermediateThrowEvent')
    .flatMap((event) => check(model, event));

function check(model: DraftModel, event: DraftElement): readonly Problem[] {
  return event.definitions
    .filter((definition) => definitionTypeOf(definition) === 'compensate')
    .flatMap((definition) => {
      const wanted = readReference(definition, 'activityRef');
      if (wanted === undefined) return [];
      const source = readChild(definition, 'activityRef');
      const activity = listVisible(model, event).find((element) => element.source === source);
      return checkActivity(event, wanted, activity);
    });
}

function checkActivity(
  event: DraftElement,
  wanted: string,
  activity: DraftElement | undefined,
): readonly Problem[] {
  const params = { activity: wanted };
  if (activity === undefined) {
    const message = `Expected ${describe(event)} to compensate an activity beside it, or beside the event sub-process around it, but '${wanted}' is none`;
    return [problemAt(event, 'error', 'compensationNotVisible', message, params)];
  }
  if (isCompensable(activity)) return [];
  const message = `Expected ${describe(activity)} to have something that compensates it, because ${describe(event)} asks for that, but it has nothing`;
  return [problemAt(event, 'warning', 'compensationWithoutHandler', message, params)];
}

function listVisible({ elements }: DraftModel, event: DraftElement): readonly DraftElement[] {
  let scope = elements[event.scope];
  const visible = [...(scope?.inner ?? [])];
  while (scope?.type === 'eventSubProcess') {
    scope = elements[scope.scope];
    visible.push(...(scope?.inner ?? []));
  }
  return visible;
}
