import type { Place } from '../../place.js';
import { importCallActivity, importIn } from './import-call-activity.js';
import { importForm } from './import-forms.js';
import { importLoop } from './import-loop.js';
import { importInputOutput } from './import-mappings.js';
import { importCaught, importProcess, importStart } from './import-process.js';
import { importUserTask } from './import-user-task.js';
import { importWork } from './import-work.js';

const importers = new Map<string, readonly ((place: Place) => void)[]>(
  Object.entries({
    process: [importProcess],
    startEvent: [importStart, importForm],
    userTask: [importUserTask, importForm],
    serviceTask: [importWork],
    sendTask: [importWork],
    businessRuleTask: [importWork],
    scriptTask: [importResult],
    callActivity: [importCallActivity],
    multiInstanceLoopCharacteristics: [importLoop],
    errorEventDefinition: [importCaught],
    escalationEventDefinition: [importCaught],
    messageEventDefinition: [importThrownMessage],
    signalEventDefinition: [importPayload],
  }),
);

/** What Camunda 7, Flowable and Activiti have written at an element of BPMN. */
export function importCamunda(place: Place): void {
  if (!place.facts.has('camunda') && place.local !== 'callActivity') return;
  importInputOutput(place);
  if (place.local !== 'callActivity' || place.model.isFromCamundaFamily)
    (importers.get(place.local) ?? []).forEach((run) => run(place));
}

function importResult(place: Place): void {
  const result = place.facts.attribute('camunda', 'resultVariable', 'resultVariableName');
  if (result === undefined) return;
  place.plan.set('result', 'variable', result.value);
  place.mapped(result, `the variable '${result.value}' for the value of the script`);
}

/** There a worker or code sends what is thrown; here the engine itself does, if the event names a message. */
function importThrownMessage(place: Place): void {
  const { facts, element } = place;
  const work = [
    'type',
    'topic',
    'class',
    'delegateExpression',
    'expression',
    'resultVariable',
  ].flatMap((name) => facts.attribute('camunda', name) ?? []);
  const hasMessage = element.attributes.some(({ name }) => name === 'messageRef');
  for (const fact of work) {
    if (hasMessage) place.kept(fact, 'The engine itself sends the message of the event');
    else
      place.blocks(
        fact,
        'An event throws a message, which it does not name; work is drawn as a send task',
        { isCaught: true },
      );
  }
}

/** What a thrown signal carries are inputs of its event. */
function importPayload(place: Place): void {
  const event = place.element.parent;
  if (event === undefined) return;
  const target = place.model.placeOf(event);
  for (const fact of place.facts.extensions('camunda', 'in')) {
    if (fact.element !== undefined) importIn(target, fact, fact.element);
  }
}
