import { isModdleElement } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/**
 * A conditional sequence flow leaves a gateway that chooses, or an activity that has another way out
 * (BPMN 2.0.2 section 8.3.13); never an event.
 */
export const activityConditions: Rule = ({ elements }) => elements.flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  const { source, outgoing } = element;
  if (source.$type.endsWith('Gateway')) return [];
  const conditional = outgoing.filter((flow) => flow.condition !== undefined);
  if (source.$type.endsWith('Event')) return conditional.map((flow) => atEvent(flow, element));
  const hasOther = outgoing.length > 1 || isModdleElement(source['default']);
  return hasOther ? [] : conditional.map((flow) => alone(flow, element));
}

type Flow = DraftElement['outgoing'][number];

function atEvent(flow: Flow, event: DraftElement): Problem {
  const message = `Expected no condition on ${describe(flow)}: the flows out of event ${describe(event)} are taken always`;
  return problemAt(flow, 'error', 'conditionAtEvent', message);
}

function alone(flow: Flow, activity: DraftElement): Problem {
  const message = `Expected another sequence flow beside the conditional ${describe(flow)} out of ${describe(activity)}`;
  return problemAt(flow, 'error', 'conditionalFlowAlone', message);
}
